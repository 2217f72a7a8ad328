import { Layout } from './layout.ts'
import type { Workload } from './workload.ts'

/** The layout of a plan: every process of a trial derives the same one. */
export function layoutOf(plan: {
  readonly workload: Workload
  readonly urls: readonly string[]
  readonly workers: number
}): Layout {
  return new Layout({
    users: plan.workload.users,
    rooms: plan.workload.rooms,
    sendersPerRoom: plan.workload.messages?.sendersPerRoom ?? 1,
    instances: plan.urls.length,
    workers: plan.workers,
  })
}
