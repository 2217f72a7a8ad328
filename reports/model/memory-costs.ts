import { median } from 'simple-statistics'
import type { Result } from '../report.ts'
import { transports, type Transport } from '../transports.ts'
import { hasSpareHandlers, spareHandlersOf } from './connection-costs.ts'
import { sendsMessages } from './sends-messages.ts'
import type { CostModel } from './cost-model.ts'
import { completedMetrics } from './machine-speed.ts'
import { onlyTransport } from './only-transport.ts'

type MemoryCosts = Pick<CostModel, 'memory' | 'baseRss' | 'memoryPerHandler' | 'youngGeneration' | 'clusterRss'>

/** What connections take of memory, what one more event handler adds, and what an instance takes without connections. */
export function memoryCosts(results: readonly Result[]): MemoryCosts {
  const usual = results.filter((result) => !hasSpareHandlers(result))
  const memory = transports.flatMap((transport) => memoryOf(usual, transport))
  const perHandler = memoryPerHandler(results)
  return {
    memory,
    ...(perHandler === undefined ? {} : { memoryPerHandler: perHandler }),
    // While users arrive, an instance has more connections than it began with.
    ...basesOf(
      usual.filter(({ offered }) => offered !== undefined && sendsMessages(offered)),
      memory,
    ),
  }
}

/** Only results with so many connections that their resident memory could be told. */
function memoryOf(results: readonly Result[], transport: Transport): CostModel['memory'] {
  const trials = results.filter((result) => onlyTransport(result) === transport).flatMap(completedMetrics)
  const told = trials.flatMap((trial) => {
    const { 'connection.heap': heap, 'connection.rss': rss } = trial
    return heap === undefined || rss === undefined ? [] : [{ heap, rss }]
  })
  if (told.length === 0) return []
  return [{ transport, heap: median(told.map(({ heap }) => heap)), rss: median(told.map(({ rss }) => rss)) }]
}

/** Heap per connection with and without spare handlers, of results that are otherwise the same, by the handlers that differ. */
function memoryPerHandler(results: readonly Result[]): number | undefined {
  const growths = results.filter(hasSpareHandlers).flatMap((result) => {
    const twin = results.find((other) => !hasSpareHandlers(other) && workOf(other) === workOf(result))
    const [heap, usual] = [result, twin].map((one) => one?.summary['connection.heap']?.median)
    return heap === undefined || usual === undefined ? [] : [(heap - usual) / spareHandlersOf(result)]
  })
  return growths.length === 0 ? undefined : median(growths)
}

function workOf({ scenario, target, instances, adapter, transport, parameters }: Result): string {
  return JSON.stringify([scenario, target, instances, adapter, transport, { ...parameters, handlers: 0 }])
}

/**
 * The resident memory of an instance less that of its connections, medians over workloads, alone and in a cluster. How far the
 * young generation of V8 has grown within a trial is an accident, so it is taken out and put in again at its largest; where it
 * was not measured it stays as it was.
 */
function basesOf(
  results: readonly Result[],
  memory: CostModel['memory'],
): Pick<CostModel, 'baseRss' | 'youngGeneration' | 'clusterRss'> {
  const youngs = results.flatMap((result) => youngOf(result) ?? [])
  const young = youngs.length === results.length && youngs.length > 0 ? Math.max(...youngs) : undefined
  const bases = results.flatMap((result) => {
    const rss = result.summary['server.rss']?.median
    if (rss === undefined || result.offered === undefined) return []
    const own =
      rss / result.instances - connectionsRss(memory, result) - (young === undefined ? 0 : (youngOf(result) ?? 0))
    return [{ isAlone: result.adapter === 'memory', own: Math.max(0, own) }]
  })
  const middle = (isAlone: boolean): number | undefined => {
    const own = bases.filter((base) => base.isAlone === isAlone).map((base) => base.own)
    return own.length === 0 ? undefined : median(own)
  }
  const [alone, clustered] = [middle(true), middle(false)]
  const base = alone ?? clustered ?? 0
  return {
    baseRss: base + (young ?? 0),
    ...(young !== undefined && { youngGeneration: young }),
    ...(alone !== undefined && clustered !== undefined && { clusterRss: Math.max(0, clustered - alone) }),
  }
}

/** What V8 has set aside for young objects in one instance. */
function youngOf({ summary, instances }: Result): number | undefined {
  const young = summary['server.youngGeneration']?.median
  return young === undefined ? undefined : young / instances
}

/** Resident memory of the connections of one instance. */
function connectionsRss(memory: CostModel['memory'], { offered, instances }: Result): number {
  const perConnection = new Map(memory.map(({ transport, rss }) => [transport, rss]))
  const all = transports.reduce(
    (sum, transport) => sum + (offered?.users[transport] ?? 0) * (perConnection.get(transport) ?? 0),
    0,
  )
  return all / instances
}
