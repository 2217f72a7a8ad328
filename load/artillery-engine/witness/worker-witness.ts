import { basename } from 'node:path'
import { Book } from '../../fleet/book.ts'
import { logDestination, keepWorkerLog } from '../../fleet/log-destination.ts'
import { FleetStampReader } from '../../stamp.ts'
import { LostResponses } from './lost-responses.ts'
import { Tally } from './tally.ts'
import type { WatchedContext, WatchedEvents } from './watched-context.ts'
import type { SocketWitness } from './watched-socket.ts'

const defaultAckTimeout = 10

/** What the witness keeps of one worker: its book, which is written when the worker ends. */
export function startWitness(context: WatchedContext, events: WatchedEvents): SocketWitness {
  const { vars, scenario } = context
  const book = new Book({
    engine: 'socketio-v3',
    script: basename(textOf(vars['$scenarioFile']) ?? scenario?.name ?? 'unnamed'),
    run: textOf(vars['$testId']) ?? 'unnamed',
    target: textOf(vars['target']) ?? 'unnamed',
  })
  const destination = logDestination()
  if (destination !== undefined) keepWorkerLog(book, destination)
  const tally = new Tally(book, events)
  return {
    tally,
    responses: new LostResponses(events, tally),
    stamps: new FleetStampReader(),
    ackTimeoutMs: ackTimeoutOf(vars) * 1000,
  }
}

/** In seconds: the variable `ackTimeout` of the script. Throws an `Error` for one that is no time. */
function ackTimeoutOf(vars: WatchedContext['vars']): number {
  const { ackTimeout = defaultAckTimeout } = vars
  const seconds = Number(ackTimeout)
  if (seconds > 0 && seconds <= 3600) return seconds
  throw new Error(`the variable ackTimeout is ${JSON.stringify(ackTimeout)}; it is a number of seconds, at most 3600`)
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
