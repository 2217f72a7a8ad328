import { setTimeout as delay } from 'node:timers/promises'
import type { AgentLink } from './agent-link.ts'
import type { ListeningMessage } from './agent/messages.ts'
import type { CertificateTrust } from './certificate-trust.ts'
import { longestSilenceMs, probeHttp } from './http-probe.ts'
import { urlOf } from './listening-url.ts'
import { startFailure } from './start-failure.ts'
import type { SupervisedProcess } from './supervised-process.ts'
import { TargetError } from './target-error.ts'
import { isCertificateError, unreachableText } from './unreachable.ts'

/** Time between two questions whether a gateway answers, in milliseconds. */
const againAfterMs = 50
/** What the agent has to say is on its way when a gateway answers; a program without an agent says nothing. */
const agentGraceMs = 500
const toldLines = 3

/** What a start waits for. */
export interface ReadinessOptions {
  /** What messages call the instance: `instance 1`. */
  readonly what: string
  readonly process: SupervisedProcess
  readonly link: AgentLink
  /** The base URL, where it is known beforehand; else it is the first port that the agent tells of. */
  readonly url: string | undefined
  /** Resolves when a line of output has what it was to have; `undefined`: an HTTP answer is waited for. */
  readonly output: { readonly text: string; readonly seen: Promise<unknown> } | undefined
  /** Asked in place of the base URL. */
  readonly readyUrl: string | undefined
  readonly trust: CertificateTrust
  readonly timeoutMs: number
}

/** A gateway that can be used. */
export interface Ready {
  readonly url: string
  /** What the agent said first; `undefined` where it is not in the process that serves. */
  readonly listening: ListeningMessage | undefined
}

/**
 * Waits until a gateway can be used. Rejects with a `TargetError`: `start-timeout` says what was waited for and the last lines
 * of output, `start-failed` and `port-in-use` how the process ended, `unreachable` what is wrong with its certificate.
 */
export async function untilReady(options: ReadinessOptions): Promise<Ready> {
  const { what, process, link, output, readyUrl, trust, timeoutMs } = options
  const stop = new AbortController()
  const deadline = AbortSignal.any([AbortSignal.timeout(timeoutMs), stop.signal])
  let missing = ''
  const ready = async (): Promise<Ready> => {
    if (output !== undefined) {
      missing = `a line of output with "${output.text}"`
      await output.seen
    }
    missing = 'a port that it listens on; a program that is not Node needs its URL'
    const url = options.url ?? urlOf(await link.listening)
    if (output === undefined || readyUrl !== undefined) {
      missing = `an HTTP answer of ${readyUrl ?? url}`
      await untilAnswers(readyUrl ?? url, deadline, trust, timeoutMs)
    }
    const silence = delay(agentGraceMs, undefined, { signal: deadline }).catch(() => undefined)
    return { url, listening: await Promise.race([link.listening, silence]) }
  }
  const expired = new Promise<'expired'>((resolve) => {
    deadline.addEventListener('abort', () => resolve('expired'), { once: true })
  })
  try {
    const outcome = await Promise.race([ready(), process.exited, expired])
    if (outcome === 'expired') throw tooLate(what, missing, timeoutMs, process.lastLines)
    if (!('url' in outcome)) throw startFailure(what, outcome, process.lastLines)
    return outcome
  } finally {
    stop.abort()
  }
}

async function untilAnswers(
  url: string,
  deadline: AbortSignal,
  trust: CertificateTrust,
  timeoutMs: number,
): Promise<void> {
  for (;;) {
    try {
      await probeHttp(url, deadline, { trust, statusOnly: true, silenceMs: longestSilenceMs })
      return
    } catch (error) {
      if (isCertificateError(error)) {
        throw new TargetError('unreachable', unreachableText(url, error, timeoutMs), { cause: error })
      }
      // Not yet; after the deadline nobody waits for this any more.
      await delay(againAfterMs)
      if (deadline.aborted) return
    }
  }
}

function tooLate(what: string, missing: string, timeoutMs: number, lines: readonly string[]): TargetError {
  const said = lines.slice(-toldLines).map((line) => line.trim())
  const words = said.length === 0 ? 'It printed nothing.' : `Its last lines: ${said.join(' | ')}`
  return new TargetError(
    'start-timeout',
    `${what} was not ready within ${timeoutMs} ms: missing is ${missing}. ${words}`,
  )
}
