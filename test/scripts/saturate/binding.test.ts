import { expect, test } from 'vitest'
import { bindingOf, type BindingFacts } from '../../../scripts/saturate/binding.ts'
import { completedTrial, failedTrial, sampleLedger } from '../../support/sample-trial.ts'

function facts(
  above: Readonly<Record<string, number>>,
  below: Readonly<Record<string, number>>,
  others: Partial<BindingFacts> = {},
): BindingFacts {
  return {
    held: [completedTrial({ metrics: below })],
    notHeld: [completedTrial({ metrics: above })],
    generatorReasons: [],
    instances: 1,
    gatewayCpus: 1,
    memory: 2 ** 34,
    isRemote: false,
    ...others,
  }
}

const busy = { 'server.eventLoopUtilization': 0.99, 'server.cpu': 0.97 }

test('an event loop that is always busy binds', () => {
  const below = { 'server.eventLoopUtilization': 0.91, 'server.cpu': 0.9 }
  expect(bindingOf(facts(busy, below))).toEqual({
    resource: 'gateway',
    evidence: [
      'The event loop of the gateway was busy 99 % where the load was not held, 91 % where it was.',
      'It used 0.97 cores where the load was not held, 0.90 cores where it was.',
    ],
  })
})

test('an event loop that is busy without using CPU is said to be', () => {
  const { evidence } = bindingOf(facts({ 'server.eventLoopUtilization': 0.99, 'server.cpu': 0.5 }, {}))
  expect(evidence.at(-1)).toBe(
    'The event loop was busy for longer than it had CPU: something else used its CPU, or it was blocked.',
  )
})

test('a gateway that was idle while lost deliveries were waited for is judged by the window', () => {
  const series = { 'instance.1.cpu': { unit: 'cores', at: [1000, 2000, 3000, 8000], values: [null, 0.98, 0.96, 0.02] } }
  const metrics = { 'server.eventLoopUtilization': 0.45, 'server.cpu': 0.4 }
  const others = { notHeld: [completedTrial({ metrics, series, windowMs: 4000 })] }
  const { resource, evidence } = bindingOf(facts({}, {}, others))
  expect(resource).toBe('gateway')
  expect(evidence).toContain('It used 0.97 cores where the load was not held.')
})

test('instances that share a CPU bind when that is used up, however idle each seems', () => {
  const above = { 'server.eventLoopUtilization': 0.5, 'server.cpu': 0.96 }
  const { resource, evidence } = bindingOf(facts(above, {}, { instances: 2, gatewayCpus: 1 }))
  expect(resource).toBe('gateway')
  expect(evidence[1]).toBe('The 2 instances, which share 1 CPU, used 0.96 cores where the load was not held.')
})

test('Redis binds where it uses its only core and the instances have room', () => {
  const above = { 'server.eventLoopUtilization': 0.6, 'server.cpu': 1.2, 'redis.cpu': 0.97 }
  expect(bindingOf(facts(above, { 'redis.cpu': 0.8 }, { instances: 2, gatewayCpus: 2 }))).toEqual({
    resource: 'redis',
    evidence: ['Redis, which runs on one core, used 0.97 cores where the load was not held, 0.80 cores where it was.'],
  })
})

test('a gateway that died for want of memory was bound by that', () => {
  const error = { code: 'target-died', message: 'instance 1 ended with exit code 134: JavaScript heap out of memory' }
  const dead = failedTrial({ error })
  expect(bindingOf(facts(busy, {}, { notHeld: [dead, dead] }))).toEqual({
    resource: 'memory',
    evidence: ['The gateway died: instance 1 ended with exit code 134: JavaScript heap out of memory.'],
  })
})

test('a gateway that fills the machine is bound by memory', () => {
  const { resource, evidence } = bindingOf(
    facts({ ...busy, 'server.rss': 15 * 2 ** 30 }, { 'server.rss': 12 * 2 ** 30 }),
  )
  expect(resource).toBe('memory')
  expect(evidence).toEqual([
    'It had 15.0 GiB where the load was not held, 12.0 GiB where it was; the machine has 16.0 GiB.',
  ])
})

test('the generator binds where loads could not be offered, with its own words for it', () => {
  const reason = 'A load worker used 93 % of a core; over 85 % it measures itself.'
  expect(bindingOf(facts(busy, {}, { generatorReasons: [reason, reason] }))).toEqual({
    resource: 'generator',
    evidence: [reason],
  })
})

test('over a network, traffic that rises no further says that it is full', () => {
  const trial = (sent: number) =>
    completedTrial({ metrics: { 'message.bytesDown': 100_000 }, ledger: sampleLedger({ sent }), windowMs: 1000 })
  const others = { isRemote: true, held: [trial(1180)], notHeld: [trial(1185)] }
  expect(bindingOf(facts({}, {}, others))).toEqual({
    resource: 'network',
    evidence: [
      'The traffic to the users rose no further: 118.5 MB per second where the load was not held, 118.0 MB where it was.',
    ],
  })
  expect(bindingOf(facts({}, {}, { ...others, isRemote: false })).resource).toBe('unknown')
})

test('where nothing was near its limit, that is said, with the figures', () => {
  const above = { 'server.eventLoopUtilization': 0.4, 'server.cpu': 0.4 }
  const { resource, evidence } = bindingOf(facts(above, {}))
  expect(resource).toBe('unknown')
  expect(evidence).toEqual([
    'The event loop of the gateway was busy 40 % where the load was not held.',
    'It used 0.40 cores where the load was not held.',
    'Nothing that is measured was near its limit: a queue in the adapter, a limit of the gateway itself, or another process on its CPU may be the cause.',
  ])
})

test('a target that tells nothing of itself has no known limit', () => {
  expect(bindingOf(facts({}, {}))).toEqual({
    resource: 'unknown',
    evidence: ['The target does not tell what it uses.'],
  })
})
