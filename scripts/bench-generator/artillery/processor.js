// What the users of the comparison do besides their steps. Artillery loads this file once, in its only worker thread.
import { writeFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import jwt from 'jsonwebtoken'
import { collectGarbage } from '../../../load/garbage.ts'

/** @typedef {(error?: Error) => void} Done */
/** @typedef {import('./measurement.ts').ArtilleryMarks} ArtilleryMarks */

const { JWT_SECRET: secret = '', GENERATOR_USERS: expected = '', GENERATOR_MARKS: marksFile = '' } = process.env
/** Of the users, who are there when memory is read first: it grows in leaps while there are few. */
const firstShare = 0.5
/** Short-lived objects that go once round the young generation, however large V8 has made it. */
const garbageObjects = 3_000_000
const settleMs = 250
const all = Number(expected)
let users = 0
let startedAt = 0
let collecting = 0
/** @type {Done[]} */
const waiting = []
/** @type {Promise<{ users: number, rssBytes: number }> | undefined} */
let early

/**
 * Gives a user a token.
 * @param {{ vars: Record<string, unknown> }} context
 * @param {unknown} _events
 * @param {Done} done
 */
export function becomeUser(context, _events, done) {
  if (users === 0) startedAt = cpuMicros()
  context.vars['token'] = jwt.sign({ sub: `user-${++users}` }, secret, { noTimestamp: true })
  done()
}

/**
 * Holds a user until all of them are there and what they use has been read.
 * @param {unknown} _context
 * @param {unknown} _events
 * @param {Done} done
 */
export function waitForAll(_context, _events, done) {
  waiting.push(done)
  if (waiting.length === Math.ceil(all * firstShare)) early = memoryNow()
  if (waiting.length === all) void finish()
}

async function finish() {
  const first = await early
  if (first === undefined) return
  const cpuOfConnects = cpuMicros() - startedAt - collecting
  const { rssBytes } = await memoryNow()
  /** @type {ArtilleryMarks} */
  const marks = {
    cpuOfConnects,
    rssBytesPerUser: (rssBytes - first.rssBytes) / (all - first.users),
    cpuBeforeLeaving: cpuMicros(),
  }
  writeFileSync(marksFile, JSON.stringify(marks))
  for (const leave of waiting.splice(0)) leave()
}

/** Collecting twice with a pause between lets finalizers run and the allocator give memory back. */
async function memoryNow() {
  collect()
  await pause(settleMs)
  collect()
  return { users: waiting.length, rssBytes: process.memoryUsage.rss() }
}

/** Touches all of the young generation first: else it would be taken for the users' as it comes into use. */
function collect() {
  const before = cpuMicros()
  /** @type {number[]} */
  let garbage = []
  for (let i = 0; i < garbageObjects; i++) garbage = [garbage.length, i, i, i]
  collectGarbage()
  collecting += cpuMicros() - before
}

/** Of the whole process, all threads. */
function cpuMicros() {
  const { user, system } = process.cpuUsage()
  return user + system
}
