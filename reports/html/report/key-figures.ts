import type { CompletedTrial } from '../../../load/trial-result.ts'
import { metricOf } from '../../metrics.ts'
import { sumLedgers } from '../../render/account.ts'
import { formatNumber } from '../../render/number-format.ts'
import type { Column } from '../../render/section.ts'
import type { MetricSummary, Result } from '../../report.ts'
import { figureText } from '../figure-text.ts'

/** The figure that answers the question of a scenario best, and what it is. */
export interface Headline {
  readonly id: string
  readonly summary: MetricSummary
  /** "99 of 100 deliveries came within" */
  readonly words: string
}

const tails = [
  { name: 'p99', share: '99 of 100' },
  { name: 'p90', share: '9 of 10' },
  { name: 'p50', share: 'half of the' },
] as const

const subjects = [
  { id: 'delivery', words: 'deliveries came within' },
  { id: 'ack', words: 'sends were acknowledged within' },
  { id: 'connect', words: 'users were in their room within' },
] as const

/**
 * The tail of what a scenario is about: what it is named after, else deliveries, acknowledgements or connects; its
 * 99th percentile, or the highest below that the trials had samples enough for.
 */
export function headlineOf({ scenario, summary }: Result): Headline | undefined {
  const own = subjects.filter(({ id }) => id === scenario)
  for (const subject of [...own, ...subjects]) {
    for (const tail of tails) {
      const id = `${subject.id}.${tail.name}`
      const found = summary[id]
      if (found !== undefined) return { id, summary: found, words: `${tail.share} ${subject.words}` }
    }
  }
  return undefined
}

/** What a result says, in plain sentences. */
export function keySentences({ result, base }: Column): string[] {
  const completed = result.trials.filter((trial) => trial.status === 'completed')
  if (completed.length === 0) return ['No trial was completed, so there are no figures.']
  return [...messagesText(result, completed), ...connectsText(result), ...costText(result), ...priceText(result, base)]
}

function messagesText(result: Result, completed: readonly CompletedTrial[]): string[] {
  const ledgers = completed.flatMap(({ ledger }) => ledger ?? [])
  if (ledgers.length === 0) return []
  const { expected, delivered, lost, duplicated, reordered, due, dropped } = sumLedgers(ledgers)
  const size = result.parameters['members'] ?? result.parameters['roomSize']
  const room = typeof size === 'number' ? `a room of ${formatNumber(size)}` : 'a room'
  const arrival =
    lost === 0
      ? `A message into ${room} reached every member: ${formatNumber(delivered)} of ${formatNumber(expected)}.`
      : `Not every message into ${room} arrived: ${formatNumber(lost)} of ${formatNumber(expected)} deliveries were lost.`
  const oddities = [
    count(duplicated, 'delivery came twice', 'deliveries came twice'),
    count(reordered, 'came out of order'),
  ]
  const odd = oddities.filter((text) => text !== '').join(', ')
  return [
    arrival,
    ...(odd === '' ? [] : [`${odd}.`]),
    ...(dropped === 0 ? [] : [`${formatNumber(dropped)} of ${formatNumber(due)} sends could not be offered.`]),
  ]
}

function connectsText({ summary }: Result): string[] {
  const failed = summary['connect.failed']
  if (failed === undefined) return []
  return [
    failed.high === 0 ? 'No connect failed.' : `${formatNumber(failed.median)} connects failed in the median trial.`,
  ]
}

function costText({ summary }: Result): string[] {
  const delivery = summary['delivery.serverCpuMicros']
  if (delivery !== undefined) {
    return [`A delivery cost ${figureText(metricOf('delivery.serverCpuMicros'), delivery.median)} of gateway CPU time.`]
  }
  const connect = summary['connect.serverCpu']
  const heap = summary['connection.heap']
  if (connect === undefined) return []
  const memory = heap === undefined ? '' : ` and ${figureText(metricOf('connection.heap'), heap.median)} of its heap`
  return [
    `A connection cost ${figureText(metricOf('connect.serverCpu'), connect.median)} of gateway CPU time${memory}.`,
  ]
}

function priceText(result: Result, base: Result | undefined): string[] {
  const id = ['delivery.serverCpuMicros', 'connect.serverCpu'].find((known) => result.summary[known] !== undefined)
  if (base === undefined || id === undefined) return []
  const [own, reference] = [result.summary[id]?.median, base.summary[id]?.median]
  if (own === undefined || reference === undefined || reference <= 0) return []
  return [`That is ${formatNumber(own / reference, 2)} times the cost by websocket only.`]
}

function count(n: number, one: string, many = one): string {
  return n === 0 ? '' : `${formatNumber(n)} ${n === 1 ? one : many}`
}
