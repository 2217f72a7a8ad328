import { describe, expect, test } from 'vitest'
import { measurementOf } from '../../../load/fleet/fleet-measurement.ts'
import { mergeWorkerLogs, type Merged } from '../../../load/fleet/merge.ts'
import type { InstanceUsage, TargetUsage } from '../../../target/target.ts'
import { findMetric } from '../../../reports/metrics.ts'
import { logsOf, type Happening } from '../../support/fleet-world.ts'

const everyone = [0, 1, 2, 3]
const joins = everyone.map((user): Happening => ({ kind: 'join', at: 1000, user, room: 0 }))
const message: Happening = {
  kind: 'send',
  at: 3000,
  user: 0,
  room: 0,
  received: new Map(everyone.slice(1).map((user) => [user, 1])),
}

/** Four users on two workers, one message that does not reach its sender. */
function merged(changes: Partial<Merged> = {}): Merged {
  return { ...mergeWorkerLogs(logsOf([...joins, message], 4, (user) => user % 2)), ...changes }
}

function usageAt(at: number, cpuMs: number, redisMs: number): TargetUsage {
  const unknown = {
    rssBytes: 1000,
    heapUsedBytes: undefined,
    externalBytes: undefined,
    youngBytes: undefined,
    eventLoopDelay: undefined,
    eventLoopActiveMs: undefined,
    gcMs: undefined,
    connections: undefined,
  }
  const instance: InstanceUsage = { source: 'agent', at, cpuMs, ...unknown }
  const redis = { cpuMs: redisMs, usedMemoryBytes: 0, commands: 0, bytesIn: 0, bytesOut: 0 }
  return { instances: [instance, instance], redis }
}

describe('the measurement of a fleet', () => {
  test('has the ledger that was settled', () => {
    expect(measurementOf(merged()).ledger).toEqual({
      due: 1,
      sent: 1,
      dropped: 0,
      expected: 4,
      delivered: 3,
      lost: 1,
      duplicated: 0,
      reordered: 0,
      unexpected: 0,
    })
  })

  test('has only metrics that are described', () => {
    const usage = { from: usageAt(0, 0, 0), to: usageAt(1000, 10, 5) }
    const counters = { connects: 4, emits: 9, acks: 4, events: 3, deliveries: 3, 'http.requests': 2, reconnects: 1 }
    const { metrics } = measurementOf(merged({ counters }), { usage })
    expect(Object.keys(metrics).filter((id) => findMetric(id) === undefined)).toEqual([])
  })

  test('counts losses of connections that nobody asked for', () => {
    const counters = { connects: 9, 'disconnects.io client disconnect': 5, 'disconnects.ping timeout': 2 }
    expect(measurementOf(merged({ counters })).metrics['connection.lost']).toBe(2)
  })

  test('counts failures by operation', () => {
    const failures = { 'connect.refused': 2, 'connect.timeout': 1, 'ack.ack-timeout': 4 }
    const { metrics, failures: all } = measurementOf(merged({ failures }))
    expect(metrics).toMatchObject({ 'connect.failed': 3, 'ack.failed': 4 })
    expect(all).toEqual(failures)
  })

  test('tells rates over the window that it is given', () => {
    const counters = { acks: 10, emits: 20 }
    const { metrics, windowMs } = measurementOf(merged({ counters }), { windowMs: 5000 })
    expect(windowMs).toBe(5000)
    expect(metrics).toMatchObject({ 'ack.rate': 2, 'emit.rate': 4, 'delivery.rate': 0.6 })
  })

  test('states what the gateway has spent per delivery, message and user', () => {
    const usage = { from: usageAt(0, 100, 10), to: usageAt(2000, 400, 16) }
    const { metrics } = measurementOf(merged({ counters: { connects: 4, deliveries: 3 } }), { usage })
    expect(metrics).toMatchObject({
      'delivery.serverCpuMicros': 200_000,
      'message.serverCpuMicros': 600_000,
      'message.redisCpuMicros': 6000,
      'user.serverCpu': 150,
      'server.cpu': 0.3,
    })
  })

  test('has no delivery figures where nothing was sent', () => {
    const { ledger, metrics } = measurementOf(mergeWorkerLogs(logsOf(joins, 4, () => 0)))
    expect(ledger).toBeUndefined()
    expect(Object.keys(metrics).filter((id) => id.startsWith('deliver'))).toEqual([])
  })

  test('has users and deliveries second by second', () => {
    const { series } = measurementOf(merged())
    const { at = [], values = [] } = series['delivery.rate'] ?? {}
    expect(at[values.indexOf(3)]).toBe(3000)
  })

  test('names a message that was lost', () => {
    expect(measurementOf(merged()).warnings).toMatchObject([{ code: 'message-lost' }])
  })
})
