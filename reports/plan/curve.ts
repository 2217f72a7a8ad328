import { judge, type Subject } from './judgement.ts'
import { mostInstances } from './search.ts'
import type { Plan } from './plan.ts'

const mostPoints = 30

/** Utilisation over numbers of instances: from the fewest that leave one when the spare ones fail to well above the answer. */
export function curveOf(subject: Subject, low: Subject, high: Subject, instances: number): Plan['curve'] {
  const { policy, deployment } = subject.demand
  const first = 1 + policy.spareInstances
  const last = deployment.adapter === 'memory' ? first : Math.min(mostInstances, Math.max(2 * instances, first + 5))
  const step = Math.ceil((last - first + 1) / mostPoints)
  const counts = Array.from({ length: last - first + 1 }, (_, at) => first + at)
  return counts
    .filter((count) => (count - first) % step === 0 || count === instances)
    .map((count) => ({
      judged: judge(subject, count),
      cpuLow: judge(low, count).failed.cpu,
      cpuHigh: judge(high, count).failed.cpu,
    }))
}
