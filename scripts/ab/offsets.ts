import { countDue, durationOf, type ScheduleSpec } from '../../load/schedule.ts'
import type { MeetingPoint } from '../../load/trial-context.ts'
import type { Workload } from '../../load/workload.ts'

/**
 * By how much the second trial of a pair begins later, in milliseconds: half of the mean interval between what falls due, so that
 * the two take turns and meet on the CPU as seldom as possible. 0 where nothing has due times of its own.
 */
export function offsetsOf({ connects, messages }: Workload): Readonly<Record<MeetingPoint, number>> {
  return {
    connect: connects.arrivals.model === 'open' ? halfInterval(connects.arrivals.schedule) : 0,
    messages: messages === undefined ? 0 : halfInterval(messages.schedule, messages.warmUpMs),
  }
}

/** Of what falls due from `fromMs` on: a warm-up may have a rate of its own. */
function halfInterval(schedule: ScheduleSpec, fromMs = 0): number {
  const due = countDue(schedule, fromMs)
  return due === 0 ? 0 : (durationOf(schedule) - fromMs) / due / 2
}
