import type { Scaling, ScalingPoint } from '../scaling.ts'
import { peakOf, throughputAt, type Usl } from '../usl/usl.ts'
import { decimalsOf, formatNumber } from './number-format.ts'

/** One size of a cluster in figures, as a table prints them. */
export interface ScalingPointText {
  readonly instances: string
  readonly cpu: string
  readonly throughput: string
  readonly interval: string
  /** What it holds, in instances that lose nothing. */
  readonly worth: string
  readonly broadcasts: string
}

const digits = 3
const idleOut = 'What they took for being idle and waking up, as a calibration says, is subtracted.'
const idleIn =
  'What they took for being idle and waking up is in it, which busy instances do not pay: under load they scale worse than this. Costs of a calibration would let it be subtracted.'

/** The law of a scaling, without its intervals. */
export function lawOf({ fit }: Scaling): Usl {
  return { gamma: fit.gamma.value, alpha: fit.alpha.value, beta: fit.beta.value }
}

/** What the scaling is of, and what its points are made from. */
export function scalingSubject({
  adapter,
  by,
  workload,
  idleSubtracted,
}: Scaling): readonly [title: string, basis: string] {
  const basis =
    by === 'cpu'
      ? `By CPU time per delivery: what the instances would make if each had a core of its own and kept it busy. ${idleSubtracted ? idleOut : idleIn}`
      : 'By the highest load that was held.'
  return [`How does a cluster scale with the adapter ${adapter}? (${workload} on one instance)`, basis]
}

/** The figures of each size. */
export function pointTexts({ points }: Scaling): ScalingPointText[] {
  const [first] = points
  return points.map((point) => ({
    instances: formatNumber(point.instances),
    cpu: point.cpuPerDeliveryMicros === undefined ? '-' : figure(point.cpuPerDeliveryMicros),
    throughput: formatNumber(point.throughput),
    interval: point.low === point.high ? '' : `(${formatNumber(point.low)}-${formatNumber(point.high)})`,
    worth: first === undefined ? '-' : formatNumber(worthOf(point, first), 2),
    broadcasts: point.broadcastShare === undefined ? '-' : percent(point.broadcastShare),
  }))
}

/** What the figures mean, in sentences. */
export function scalingSentences(scaling: Scaling): string[] {
  const law = lawOf(scaling)
  const { alpha, beta } = scaling.fit
  return [
    ...worthSentence(scaling),
    ...broadcastSentence(scaling),
    `By the Universal Scalability Law: contention ${percent(alpha.value)}${rangeOf(alpha)} of the work of an instance is not divided among the others, and coherency ${percent(beta.value)}${rangeOf(beta)} is added by each pair of instances.`,
    limitSentence(law),
  ]
}

function worthSentence({ points }: Scaling): string[] {
  const [first, last] = [points[0], points.at(-1)]
  if (first === undefined || last === undefined || last === first) return []
  return [
    `${formatNumber(last.instances)} instances hold as much as ${formatNumber(worthOf(last, first), 2)} would that lose nothing: ${percent(worthOf(last, first) / last.instances)} of each is left.`,
  ]
}

function broadcastSentence({ adapter, points }: Scaling): string[] {
  const last = points.at(-1)
  if (last?.broadcastShare === undefined) return []
  const who =
    adapter === 'redis-sharded'
      ? 'only instances with members of the room take in a broadcast of another one'
      : 'every instance takes in each broadcast of the others, whether or not it has members of the room'
  return [
    `With ${adapter} ${who}: that is ${percent(last.broadcastShare)} of the CPU time of ${formatNumber(last.instances)} instances.`,
  ]
}

function limitSentence(law: Usl): string {
  const peak = peakOf(law)
  if (peak !== undefined) {
    const best = Math.max(1, Math.round(peak))
    return `By it ${formatNumber(best)} instances hold the most, ${figure(throughputAt(law, best) / law.gamma)} times what one does; more of them hold less.`
  }
  if (law.alpha === 0) return 'By it nothing is lost, however many instances there are.'
  return `By it no number of instances holds more than ${figure(1 / law.alpha)} times what one does.`
}

function worthOf(point: ScalingPoint, first: ScalingPoint): number {
  return (point.throughput * first.instances) / first.throughput
}

function rangeOf({ low, high }: Scaling['fit']['alpha']): string {
  return low === undefined || high === undefined ? '' : ` (${percent(low)} to ${percent(high)})`
}

function percent(share: number): string {
  return `${formatNumber(share * 100, decimalsOf(share * 100, 2))} %`
}

function figure(value: number): string {
  return formatNumber(value, decimalsOf(value, digits))
}
