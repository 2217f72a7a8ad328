// What the journeys do besides their steps. Artillery loads this file once in each worker thread.
import { randomUUID } from 'node:crypto'
import jwt from 'jsonwebtoken'
import { joined, left, stamp } from 'artillery-engine-gatecrash/witness'

export { watch } from 'artillery-engine-gatecrash/witness'

/** @typedef {import('artillery-engine-gatecrash/witness').WatchedContext} Context */
/** @typedef {import('artillery-engine-gatecrash/witness').WatchedEvents} Events */
/** @typedef {(error?: Error | null) => void} Done */

/** Signs tokens as `npm run serve` expects them; see target/jwt-secret.ts. */
const secret = process.env['JWT_SECRET'] || 'gatecrash-development-secret-for-this-machine-only'

/** Users of this worker so far. Other workers count their own, so a user of one name may be online several times. */
let users = 0

/** No other worker has it: sessions of a game are not shared between workers. */
const worker = randomUUID().slice(0, 8)

/**
 * A step of a flow. What it throws fails the user, who is counted, and not the worker.
 * @param {(context: Context) => void} work
 */
function step(work) {
  return (/** @type {Context} */ context, /** @type {Events} */ _events, /** @type {Done} */ done) => {
    try {
      work(context)
    } catch (error) {
      return done(error instanceof Error ? error : new Error(String(error)))
    }
    done()
  }
}

/**
 * A variable of the script that is a number.
 * @param {Context} context
 * @param {string} name
 * @param {number} least
 */
function numberOf({ vars }, name, least) {
  const value = Number(vars[name])
  if (value >= least) return value
  throw new Error(`the variable ${name} is ${JSON.stringify(vars[name])}; it is a number, at least ${least}`)
}

/**
 * @param {Context} context
 * @param {string} name
 */
function textOf({ vars }, name) {
  return String(vars[name])
}

/** Gives the user a number, a name and a token, and one of the journey's rooms. */
export const becomeUser = step((context) => {
  const number = ++users
  const user = `user-${number}`
  const room = `${textOf(context, 'topic')}-${number % numberOf(context, 'rooms', 1)}`
  const token = jwt.sign({ sub: user }, secret, { algorithm: 'HS256', expiresIn: '1d' })
  Object.assign(context.vars, { number, user, room, token })
})

/** The join has been acknowledged: from now on the room's messages are owed to the user. */
export const enteredRoom = step((context) => joined(context, textOf(context, 'room')))

/** The leave follows: from now on nothing is. */
export const leavingRoom = step((context) => left(context, textOf(context, 'room')))

/** Writes a message to the room; its text carries the stamp that every receiver is booked by. */
export const writeMessage = step((context) => {
  context.vars['text'] = stamp(context, textOf(context, 'room'), { length: numberOf(context, 'payload', 0) })
})

/** Moves the cursor; the others see it, unless their connection is behind. */
export const moveCursor = step((context) => {
  context.vars['position'] = stamp(context, textOf(context, 'room'), { volatile: true, excludesSelf: true })
})

/** Makes every so many-th user a feeder; the others watch for as long as those feed. */
export const takeRole = step((context) => {
  const isFeeder = (numberOf(context, 'number', 1) - 1) % numberOf(context, 'feedEvery', 1) === 0
  const ticks = numberOf(context, 'ticks', 0)
  const stay = numberOf(context, 'stay', 0)
  context.vars['ownTicks'] = isFeeder ? ticks : 0
  context.vars['rest'] = isFeeder ? stay : stay + ticks * numberOf(context, 'interval', 0)
})

/** The user is connected: notifications reach all sockets of a user without a join. */
export const hearNotifications = step((context) => joined(context, `user:${textOf(context, 'user')}`))

/** Writes a notification to the user of the next number, round and round. */
export const writeNotification = step((context) => {
  const recipient = `user-${(numberOf(context, 'number', 1) % users) + 1}`
  Object.assign(context.vars, { recipient, text: stamp(context, `user:${recipient}`) })
})

/** Finds the session of the user's next round: as many users as play together, each round another room. */
export const nextSession = step((context) => {
  const session = Math.floor((numberOf(context, 'number', 1) - 1) / numberOf(context, 'players', 1))
  const round = Number(context.vars['round'] ?? 0) + 1
  Object.assign(context.vars, { round, room: `game-${worker}-${session}-${round}` })
})

/**
 * After an HTTP step: Artillery takes any answer for a success.
 * @param {unknown} _request
 * @param {{ statusCode?: number }} response
 * @param {Context} _context
 * @param {Events} _events
 * @param {Done} done
 */
export function expectSuccess(_request, { statusCode = 0 }, _context, _events, done) {
  done(statusCode >= 200 && statusCode < 300 ? null : new Error(`http.${statusCode}`))
}
