import { describe, expect, test } from 'vitest'
import { steadyLimit } from '../../reports/metric.ts'
import { findMetric, metricGroups, metricOf, metrics } from '../../reports/metrics.ts'

const family = (id: string) => ['p50', 'p90', 'p99', 'p999', 'max'].map((name) => `${id}.${name}`)
const ends = (id: string) => [`${id}.p50`, `${id}.p99`]

/** The ids that scenarios may write and users may put in an SLO: removing one breaks them. */
const promised = [
  ...['connect', 'delivery', 'ack', 'delivery.local', 'delivery.remote'].flatMap(family),
  ...['connect.tcp', 'connect.handshake', 'connect.namespace', 'connect.join', 'upgrade'].flatMap(ends),
  ...['delivery.service', 'completion', 'ack.service', 'sendDelay'].flatMap(ends),
  ...['connect.rate', 'connect.failed', 'connect.serverCpu', 'connect.generatorCpu', 'connect.requests'],
  ...['connect.bytesUp', 'connect.bytesDown', 'connection.heap', 'connection.rss', 'connection.generatorRss'],
  ...['connection.lost', 'delivery.rate', 'delivered.ratio', 'delivery.lost', 'delivery.duplicated'],
  ...['delivery.reordered', 'delivery.serverCpuMicros', 'delivery.generatorCpuMicros', 'message.redisCpuMicros'],
  ...['message.serverCpuMicros', 'ack.rate', 'ack.failed', 'sendDelay.max', 'send.dropped', 'message.requests'],
  ...['message.bytesUp', 'message.bytesDown', 'idle.serverCpuPerMinute', 'server.cpu', 'server.eventLoopDelay.p99'],
  ...['server.eventLoopUtilization', 'server.rss', 'generator.cpu', 'redis.cpu'],
  ...['health', 'history', 'handshake'].flatMap((name) => [
    ...family(`http.${name}`),
    ...ends(`http.${name}.service`),
    ...['rate', 'failed', 'serverCpuMicros', 'generatorCpuMicros'].map((figure) => `http.${name}.${figure}`),
  ]),
  ...['response', 'request', 'session'].flatMap(family),
  ...['user.completed', 'user.failed', 'user.serverCpu', 'user.generatorCpu', 'response.failed', 'request.rate'],
  ...['emit.rate', 'event.rate', 'connection.reconnects', 'delivery.skipped', 'delivery.edge'],
  'reference.serverCpuMicros',
  'server.youngGeneration',
]

describe('the metric registry', () => {
  test('describes every promised id and no other', () => {
    expect(metrics.map(({ id }) => id).toSorted()).toEqual(promised.toSorted())
  })

  test('describes each in one sentence', () => {
    const ofOne = /^[A-Z\d](?!.*\. ).*\.$/
    expect(metrics.map(({ description }) => description).filter((text) => !ofOne.test(text))).toEqual([])
  })

  test('has a heading for every group', () => {
    expect(metrics.filter(({ group }) => metricGroups[group] === '')).toEqual([])
  })

  test('labels differ within a group, so that no two rows look alike', () => {
    const rows = metrics.map(({ group, label }) => `${group}: ${label}`)
    expect(rows.filter((row, at) => rows.indexOf(row) !== at)).toEqual([])
  })

  test('gates few metrics, all of which have a better direction', () => {
    const gated = metrics.filter((metric) => metric.gated)
    expect(gated.map(({ id }) => id)).toEqual([
      'delivery.p99',
      'delivered.ratio',
      'ack.p99',
      'connection.heap',
      'connect.serverCpu',
      'delivery.serverCpuMicros',
    ])
    expect(gated.filter(({ better }) => better === 'none')).toEqual([])
  })
})

test('asks 3 % of CPU time per operation and of heap before a change matters', () => {
  const steady = metrics.filter(({ practicalLimit }) => practicalLimit === steadyLimit)
  expect(steady.map(({ id }) => id)).toEqual([
    'connection.heap',
    'http.health.serverCpuMicros',
    'http.history.serverCpuMicros',
    'http.handshake.serverCpuMicros',
    'user.serverCpu',
    'connect.serverCpu',
    'message.serverCpuMicros',
    'delivery.serverCpuMicros',
    'message.redisCpuMicros',
  ])
})

describe('metricOf', () => {
  test('finds a metric by its id', () => {
    expect(metricOf('delivery.p99')).toMatchObject({ unit: 'ms', better: 'lower', group: 'delivery' })
  })

  test('names the nearest id for one that is not known', () => {
    expect(() => metricOf('delivery.p95')).toThrow('unknown metric "delivery.p95": did you mean "delivery.p90"?')
  })

  test('says where the ids are listed when none is near', () => {
    expect(() => metricOf('temperature')).toThrow('unknown metric "temperature": all are listed in reports/metrics')
  })
})

test('findMetric gives undefined for an id of another version', () => {
  expect(findMetric('temperature')).toBeUndefined()
})
