import { costMeanings } from '../model/cost-meanings.ts'
import type { Cost, CostModel } from '../model/cost-model.ts'
import { counted } from './counted.ts'
import { decimalsOf, formatNumber, scaleOf } from './number-format.ts'

/** A figure and its interval as a table takes them apart. */
export interface CostText {
  readonly label: string
  readonly figure: string
  /** In brackets; empty where it says no more than the figure. */
  readonly interval: string
  readonly unit: string
  readonly sentence: string
}

/** A workload measured and predicted, and how far the prediction is off, as a share. */
export interface ResidualText {
  readonly workload: string
  readonly resource: string
  readonly measured: string
  readonly predicted: string
  readonly off: string
  /** (predicted - measured) / measured. */
  readonly share: number
  /** Whether it is off by more than 10 %. */
  readonly isLarge: boolean
}

const digits = 3
const large = 0.1

/** A cost in words and figures. */
export function costText({ id, value, low, high, told }: Cost): CostText {
  const { label, unit, times, sentence } = costMeanings[id]
  const decimals = decimalsOf((value === 0 ? high : value) * times, digits)
  const print = (micros: number) => formatNumber(micros * times, decimals)
  const figure = print(value)
  const ends = [print(low), print(high)]
  const range = ends.every((end) => end === figure) ? '' : `(${ends.join('-')})`
  return { label, unit, figure: told ? figure : `~${figure}`, interval: range, sentence }
}

/** What a tilde before a cost means; `undefined` where none has one. */
export function untoldText({ costs }: CostModel): string | undefined {
  if (costs.every(({ told }) => told)) return undefined
  return '~: could not be told from other costs; use it only in sums with them.'
}

/** What the model is of, and what its costs are stated for. */
export function modelSubject({ adapter, residuals, referenceMicros }: CostModel): readonly string[] {
  const workloads = residuals.filter(({ resource }) => resource === 'gateway').length
  const subject = adapter === 'memory' ? 'single instances' : `instances with the adapter ${adapter}`
  const speed =
    referenceMicros === undefined
      ? 'No reference load ran beside, so the costs are those of whatever speed the machine had.'
      : `Stated for the speed at which the reference load takes ${formatNumber(referenceMicros, decimalsOf(referenceMicros, digits))} µs per delivery, the median of all trials.`
  return [
    `Fitted to ${counted(workloads, 'workload')} on ${subject}. CPU time in microseconds, with intervals of 95 %.`,
    speed,
  ]
}

/** The workloads of the fit, those that it explains worst first. */
export function residualTexts({ residuals }: CostModel): ResidualText[] {
  return residuals
    .map((residual) => ({ ...residual, share: residual.predicted / residual.measured - 1 }))
    .toSorted((a, b) => Math.abs(b.share) - Math.abs(a.share))
    .map(({ workload, resource, measured, predicted, share }) => ({
      workload,
      resource: resource === 'gateway' ? 'gateway' : 'Redis',
      measured: formatNumber(measured, decimalsOf(measured, digits)),
      predicted: formatNumber(predicted, decimalsOf(measured, digits)),
      off: offText(share),
      share,
      isLarge: Math.abs(share) > large,
    }))
}

function offText(share: number): string {
  const size = formatNumber(Math.abs(share) * 100, 1)
  return `${size === '0.0' ? '' : share > 0 ? '+' : '-'}${size} %`
}

const transportNames: Readonly<Record<CostModel['memory'][number]['transport'], string>> = {
  websocket: 'websocket only',
  upgrade: 'polling, then websocket',
  polling: 'polling only',
}

/** What connections and instances take of memory, one line each: what it is of, and how much. */
export function memoryTexts(model: CostModel): readonly (readonly [what: string, amount: string])[] {
  const { memory, memoryPerHandler, baseRss, youngGeneration, clusterRss } = model
  return [
    ...memory.map(({ transport, heap, rss }) => {
      return [
        `a connection, ${transportNames[transport]}`,
        `${bytesText(rss)} resident, of it heap ${bytesText(heap)}`,
      ] as const
    }),
    ...(memoryPerHandler === undefined
      ? []
      : [['each further event handler', `${bytesText(memoryPerHandler)} of heap per connection`] as const]),
    [
      'an instance without connections',
      youngGeneration === undefined
        ? `${bytesText(baseRss)} resident`
        : `${bytesText(baseRss)} resident, of it ${bytesText(youngGeneration)} for young objects`,
    ],
    ...(clusterRss === undefined ? [] : [['one of a cluster', `${bytesText(clusterRss)} more`] as const]),
  ]
}

/** Bytes on the wire beyond the text, one line each. */
export function wireTexts({ bytes }: CostModel): readonly (readonly [what: string, amount: string])[] {
  const of = (what: string, up: string | undefined, down: string | undefined) => {
    const parts = [
      ...(up === undefined || bytes[up] === undefined ? [] : [`${formatNumber(bytes[up])} B up`]),
      ...(down === undefined || bytes[down] === undefined ? [] : [`${formatNumber(bytes[down])} B down`]),
    ]
    return parts.length === 0 ? [] : [[what, parts.join(', ')] as const]
  }
  return [
    ...Object.entries(transportNames).flatMap(([transport, name]) =>
      of(`a connect, ${name}`, `connectUp.${transport}`, `connectDown.${transport}`),
    ),
    ...of('a message', 'messageUp.websocket', undefined),
    ...of('a delivery', undefined, 'deliveryDown.websocket'),
    ...of('a polling request', 'requestUp.polling', 'requestDown.polling'),
  ]
}

function bytesText(bytes: number): string {
  const { label, factor } = scaleOf('bytes', [bytes])
  return `${formatNumber(bytes * factor, factor === 1 ? 0 : decimalsOf(bytes * factor, digits))} ${label}`
}
