/**
 * V8's own CPU profile of the process it is loaded into, by the inspector. Loaded on the first request: a process that nobody
 * profiles does not pay for it.
 */
import { writeFile } from 'node:fs/promises'
import { Session } from 'node:inspector/promises'
import { findSourceMap } from 'node:module'

/** @typedef {import('node:inspector').Profiler.Profile} Profile */

/** @type {Session | undefined} */
let session

/** Begins to sample, a stack every so many microseconds. Rejects while another profile is being taken. @param {number} intervalMicros */
export async function startProfile(intervalMicros) {
  if (session !== undefined) throw new Error('a profile is being taken already')
  session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.setSamplingInterval', { interval: intervalMicros })
  await session.post('Profiler.start')
}

/** Ends sampling and writes the profile. Rejects where none is being taken. @param {string} path */
export async function stopProfile(path) {
  if (session === undefined) throw new Error('no profile is being taken')
  const { profile } = await session.post('Profiler.stop')
  session.disconnect()
  session = undefined
  await writeFile(path, JSON.stringify(withSources(profile)))
}

/**
 * The same profile with the places of functions as they were written, where the code that runs was made of other code.
 *
 * @param {Profile} profile
 * @returns {Profile}
 */
function withSources(profile) {
  const nodes = profile.nodes.map((node) => ({
    ...node,
    callFrame: { ...node.callFrame, ...sourceOf(node.callFrame) },
  }))
  return { ...profile, nodes }
}

/** @param {Profile['nodes'][number]['callFrame']} callFrame */
function sourceOf({ url, lineNumber, columnNumber }) {
  const found = url === '' ? undefined : findSourceMap(url)?.findEntry(lineNumber, columnNumber)
  const entry = /** @type {Partial<import('node:module').SourceMapping> | undefined} */ (found)
  if (entry?.originalLine === undefined || entry.originalColumn === undefined) return undefined
  return { lineNumber: entry.originalLine, columnNumber: entry.originalColumn }
}
