import { setTimeout as pause } from 'node:timers/promises'
import { monotonicClock } from '../../load/clock.ts'
import type { Dialect } from '../../load/client/dialect.ts'
import { collectGarbage } from '../../load/garbage.ts'
import { runIdOf, StampReader, writeStamp } from '../../load/stamp.ts'
import type { ClientName } from './client-name.ts'
import { connectWith, type Connect, type GeneratorUser } from './generator-client.ts'
import type { GeneratorMeasurement } from './measurement.ts'
import { MessageFlow } from './message-flow.ts'

/** Enough for the hot functions to be compiled: a large trial consists of what comes after them. */
export const warmUpUsers = 1_000
const connectsAtOnce = 50
const mostMembers = 500
const deliveriesMeasured = 60_000
const deliveriesWarmUp = 20_000
const messagesAtSaturation = 8
const room = 'generator'
const padding = 'x'.repeat(64)
/** Collecting twice with a pause between lets finalizers run and the allocator give memory back. */
const settleMs = 250

/** Connects `users` users with one kind of client and lets some of them talk. To be called once per process. */
export async function measureGenerator(
  name: ClientName,
  url: string,
  dialect: Dialect,
  users: number,
): Promise<GeneratorMeasurement> {
  const runId = runIdOf(Date.now())
  const flow = new MessageFlow()
  const gateway = { url, path: dialect.path, namespace: dialect.namespace }
  const connect = connectWith(name, gateway, new StampReader(runId), () => flow.delivered())
  const credentials = await Promise.all(
    Array.from({ length: warmUpUsers + users }, (_, user) => dialect.credentials(user)),
  )
  const auths = credentials.map(({ auth = {} }) => auth)
  // Keeps the warm-up's users connected: their end must not fall into what is measured.
  const connected = await connectAll(connect, auths.slice(0, warmUpUsers))
  const rssBefore = await settledRss()
  const cpuBefore = process.cpuUsage()
  connected.push(...(await connectAll(connect, auths.slice(warmUpUsers))))
  const connectCpu = cpuMicrosSince(cpuBefore)
  const rss = (await settledRss()) - rssBefore

  const members = connected.slice(0, Math.min(mostMembers, users))
  for (const [user, member] of members.entries()) {
    if (dialect.join !== undefined) await member.ask(...dialect.join.args(room, user))
  }
  let sequence = 0
  const send = (): void => {
    const sender = members[sequence % members.length]
    sender?.send(...dialect.send(room, writeStamp(runId, 0, sequence++, monotonicClock.now() * 1_000) + padding, 0))
  }
  const deliver = (deliveries: number, underWay: number): Promise<void> =>
    flow.run(Math.ceil(deliveries / members.length), underWay, members.length, send)

  await deliver(deliveriesWarmUp, 1)
  const deliveryCpu = await cpuMicrosOf(() => deliver(deliveriesMeasured, 1))
  await deliver(deliveriesWarmUp, messagesAtSaturation)
  const startedAt = monotonicClock.now()
  await deliver(deliveriesMeasured, messagesAtSaturation)
  const elapsedMs = monotonicClock.now() - startedAt
  const delivered = Math.ceil(deliveriesMeasured / members.length) * members.length
  return {
    connectCpuMicros: connectCpu / users,
    rssBytesPerUser: rss / users,
    deliveryCpuMicros: deliveryCpu / delivered,
    deliveriesPerSecond: delivered / (elapsedMs / 1_000),
  }
}

async function connectAll(connect: Connect, auths: readonly Record<string, unknown>[]): Promise<GeneratorUser[]> {
  const queue = auths.values()
  const users: GeneratorUser[] = []
  const connectSome = async (): Promise<void> => {
    for (const auth of queue) users.push(await connect(auth))
  }
  await Promise.all(Array.from({ length: connectsAtOnce }, connectSome))
  return users
}

async function settledRss(): Promise<number> {
  for (let i = 0; i < 2; i++) {
    collectGarbage()
    await pause(settleMs)
  }
  collectGarbage()
  return process.memoryUsage.rss()
}

async function cpuMicrosOf(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage()
  await work()
  return cpuMicrosSince(before)
}

function cpuMicrosSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before)
  return user + system
}
