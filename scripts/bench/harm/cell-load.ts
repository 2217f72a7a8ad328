import type { DialectTraits } from '../../../load/client/dialect.ts'
import { fitWorkload } from '../../../load/fit-workload.ts'
import { offeredLoadOf } from '../../../load/offered-load-of.ts'
import type { ByTransport } from '../../../load/offered-load.ts'
import { usersIn } from '../../../load/rooms.ts'
import { durationOf, meanDue, peakRateOf } from '../../../load/schedule.ts'
import type { Workload } from '../../../load/workload.ts'
import type { HttpPlan } from '../../../load/http/http-plan.ts'
import type { Cell } from '../cell.ts'

/** What one trial of a cell asks of its gateway. Rates are per second and the highest there are; `undefined`: not known beforehand. */
export interface CellLoad {
  readonly users: number
  /** `undefined` where users connect as fast as the gateway takes them. */
  readonly connectRate: number | undefined
  /** HTTP requests, where the scenario is about these; infinite where it makes as many as are answered. */
  readonly messageRate: number | undefined
  readonly deliveryRate: number | undefined
  /** Length of a message's text, in bytes. */
  readonly payloadBytes: number
  /** Of the whole trial, warm-up included. */
  readonly messages: number | undefined
  readonly deliveries: number | undefined
  /** How long there is load: arrivals, warm-up, window and idle time. */
  readonly seconds: number
}

/** Makes the schedules that are random; their rates are the same for every seed. */
const anySeed = 1

/**
 * What a trial asks for, from the plan alone. `mostConnects` is the pace, per second, of users that would else connect as
 * fast as the gateway takes them.
 */
export function cellLoadOf(cell: Cell, traits: DialectTraits, mostConnects?: number): CellLoad {
  const { scenario, values, transport } = cell
  switch (scenario.kind) {
    case 'workload':
      return workloadLoad(fitWorkload(scenario.workload(values, transport, anySeed), traits), traits, mostConnects)
    case 'http':
      return httpLoad(scenario.http(values))
    case 'journey': {
      const { users, seconds, sessionSeconds } = scenario.journey(values)
      const unknown = { messageRate: undefined, deliveryRate: undefined, messages: undefined, deliveries: undefined }
      return { ...unknown, users, connectRate: users / seconds, payloadBytes: 0, seconds: seconds + sessionSeconds }
    }
  }
}

function workloadLoad(workload: Workload, traits: DialectTraits, mostConnects: number | undefined): CellLoad {
  const { connects, idle, messages: plan } = workload
  const users = usersIn(workload.rooms)
  const schedule = connects.arrivals.model === 'open' ? connects.arrivals.schedule : undefined
  const openMs = schedule === undefined ? 0 : durationOf(schedule)
  const paced = schedule === undefined ? users : connects.warmUpUsers
  const pacedMs = mostConnects === undefined ? 0 : (paced * 1000) / mostConnects
  const idleMs = idle === undefined ? 0 : idle.kind === 'duration' ? idle.durationMs : idle.intervalMs
  const messageMs = plan === undefined ? 0 : durationOf(plan.schedule)
  const messages = plan === undefined ? 0 : meanDue(plan.schedule)
  const messageRate = plan === undefined ? 0 : peakRateOf(plan.schedule)
  const fanOut = plan === undefined ? 0 : deliveriesPerMessage(workload, traits)
  return {
    users,
    connectRate: schedule === undefined ? mostConnects : peakRateOf(schedule),
    messageRate,
    deliveryRate: messageRate * fanOut,
    payloadBytes: plan?.payloadBytes ?? 0,
    messages,
    deliveries: messages * fanOut,
    seconds: (openMs + pacedMs + idleMs + messageMs) / 1000,
  }
}

function deliveriesPerMessage(workload: Workload, traits: DialectTraits): number {
  const { messages, deliveries } = offeredLoadOf(workload, traits)
  const sent = sum(messages)
  return sent === 0 ? 0 : sum(deliveries) / sent
}

function httpLoad({ connections, rate, requests, warmUpMs, windowMs }: HttpPlan): CellLoad {
  const seconds = (requests.length * (warmUpMs + windowMs)) / 1000
  return {
    users: connections,
    connectRate: undefined,
    messageRate: rate ?? Infinity,
    deliveryRate: 0,
    payloadBytes: 0,
    messages: rate === undefined ? undefined : rate * seconds,
    deliveries: 0,
    seconds,
  }
}

function sum({ websocket, upgrade, polling }: ByTransport): number {
  return websocket + upgrade + polling
}
