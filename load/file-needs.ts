import { transports } from './client/chat-client.ts'
import { GeneratorError } from './generator-error.ts'
import type { ByTransport } from './offered-load.ts'
import { layoutOf } from './plan-layout.ts'
import { usersIn } from './rooms.ts'
import { usersByTransport } from './transport-shares.ts'
import type { Workload } from './workload.ts'

const filesBesideSockets = 200
const mostWorkers = 32

/** Sockets that a user may hold at once: a poll and a post, or a poll and the websocket that takes its place. */
const sockets: ByTransport = { websocket: 1, upgrade: 2, polling: 2 }

/**
 * How many worker processes share the users, so that none needs more open files than it may have.
 * Throws a `GeneratorError` (`open-files`) where that would be more than a host can be asked for.
 */
export function workersFor(
  workload: Workload,
  options: { readonly workers: number; readonly filesPerProcess: number | undefined },
): number {
  const users = usersIn(workload.rooms)
  const counts = usersByTransport(users, workload.transports)
  const needs = transports.reduce((sum, transport, n) => sum + (counts[n] ?? 0) * sockets[transport], 0)
  const room = (options.filesPerProcess ?? Infinity) - filesBesideSockets
  const needed = room <= 0 ? users : Math.ceil(needs / room)
  if (needed > mostWorkers) {
    throw new GeneratorError(
      `${users} users need ${needed} load workers of ${options.filesPerProcess} open files each, and ${mostWorkers} are the most: use fewer users, or raise the limit first with "ulimit -n".`,
      'open-files',
    )
  }
  return Math.min(Math.max(1, options.workers, needed), Math.max(1, users))
}

/** The open files that the fullest worker and the fullest instance need. */
export function largestFileNeeds(
  workload: Workload,
  workers: number,
  instances: number,
): { readonly worker: number; readonly instance: number } {
  const layout = layoutOf(workload, { workers, instances })
  const perWorker = new Uint32Array(workers).fill(filesBesideSockets)
  const perInstance = new Uint32Array(instances).fill(filesBesideSockets)
  for (let user = 0; user < layout.users; user++) {
    const own = sockets[layout.transportOf(user)]
    const worker = layout.workerOf(user)
    const instance = layout.instanceOf(user)
    perWorker[worker] = (perWorker[worker] ?? 0) + own
    perInstance[instance] = (perInstance[instance] ?? 0) + own
  }
  return { worker: Math.max(...perWorker), instance: Math.max(...perInstance) }
}
