import { Pacer } from '../pacer.ts'
import { scheduleOf } from '../schedule.ts'
import type { ConnectPlan } from '../workload.ts'
import type { Connector } from './connector.ts'
import { Turns } from './turns.ts'
import type { VirtualUser } from './virtual-user.ts'

const closedModelConcurrency = 16

/**
 * Connects users in a closed model, a few at a time: as fast as the gateway takes them, or at the pace that the plan sets
 * for so many `workers` together. Not measured.
 */
export async function arriveAFewAtATime(
  users: readonly VirtualUser[],
  { mostPerSecond }: ConnectPlan,
  connector: Pick<Connector, 'connect'>,
  workers: number,
): Promise<void> {
  const turns = mostPerSecond === undefined ? undefined : new Turns((workers * 1000) / mostPerSecond)
  const waiting = users.values()
  const lane = async (): Promise<void> => {
    for (const user of waiting) {
      await turns?.next()
      await connector.connect(user, undefined)
    }
  }
  await Promise.all(Array.from({ length: closedModelConcurrency }, lane))
}

/**
 * Connects users as the plan says and resolves when the last has connected or failed. In the open model the n-th
 * user after the warm-up ones is due at the n-th due time; `users` are this process's share of them.
 */
export async function arrive(
  users: readonly VirtualUser[],
  plan: ConnectPlan,
  connector: Pick<Connector, 'connect'>,
  startAt: number,
  workers: number,
): Promise<void> {
  if (plan.arrivals.model === 'closed') return arriveAFewAtATime(users, plan, connector, workers)
  const byArrival = new Map(users.map((user) => [user.index - plan.warmUpUsers, user]))
  const connecting: Promise<void>[] = []
  await new Pacer().run(scheduleOf(plan.arrivals.schedule), startAt, (arrival, dueAt) => {
    const user = byArrival.get(arrival)
    if (user !== undefined) connecting.push(connector.connect(user, dueAt))
  })
  await Promise.all(connecting)
}
