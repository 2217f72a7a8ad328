import { Layout } from './layout.ts'
import type { Workload } from './workload.ts'

/** The layout of a workload: every process of a trial derives the same one. */
export function layoutOf(workload: Workload, spread: { readonly instances: number; readonly workers: number }): Layout {
  return new Layout({
    rooms: workload.rooms,
    transports: workload.transports,
    sendersPerRoom: workload.messages?.sendersPerRoom ?? 1,
    ...spread,
  })
}
