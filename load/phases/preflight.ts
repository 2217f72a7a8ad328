import { dialectOf } from '../client/dialect-spec.ts'
import { transports } from '../client/chat-client.ts'
import { likelyCause } from '../preflight/causes.ts'
import { PreflightError, type Finding } from '../preflight/finding.ts'
import { runPreflight } from '../preflight/run-preflight.ts'
import { runIdOf } from '../stamp.ts'
import type { TrialContext } from '../trial-context.ts'
import { TrialError } from '../trial-error.ts'

/** Half of all run ids: a preflight is as far from its trial as can be, and from those next to it. */
const otherRun = 36 ** 6 / 2

/** Of what was seen and the cause, in characters: reports cut a text of 500, and the end of the line says what to do. */
const longestLine = 400

/**
 * Has a few users go through everything, where that is asked for, so that a gateway that is not understood is told at once.
 * Rejects with a `TrialError` (`preflight-failed`) of one line: the stage, what was seen, and the likely cause.
 */
export async function preflight(trial: TrialContext): Promise<void> {
  const { options, workload, target } = trial
  if (options.preflight !== true) return
  trial.enter('preflight')
  const { dialect, client, tls, localAddresses } = options.generator
  const ended = new AbortController()
  const running = runPreflight({
    urls: target.urls,
    transports: transports.filter((transport) => workload.transports[transport] > 0),
    dialect: await dialectOf(dialect),
    client,
    tls,
    localAddress: localAddresses[0],
    runId: runIdOf(options.seed + otherRun),
    payloadBytes: workload.messages?.payloadBytes,
    signal: ended.signal,
  })
  try {
    await trial.until(running)
  } catch (error) {
    if (error instanceof PreflightError) throw new TrialError('preflight-failed', lineOf(error.finding))
    throw error
  } finally {
    ended.abort()
    await running.catch(() => undefined)
  }
}

function lineOf(finding: Finding): string {
  const cause = likelyCause(finding) ?? ''
  const seen = finding.seen.replace(/\.$/, '')
  const room = longestLine - cause.length
  const shown = seen.length <= room ? seen : `${seen.slice(0, room)}...`
  return `preflight failed (${finding.stage}): ${shown}. ${cause}`.trimEnd()
}
