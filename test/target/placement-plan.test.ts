import { describe, expect, test } from 'vitest'

import { placementWarnings, planPlacement } from '../../target/placement-plan.ts'

const canPin = true

describe('planPlacement', () => {
  test.each([
    { title: '1 instance on 2 CPUs', cpus: [0, 1], instances: 1, redis: false, expected: [[[0]], [0], [1]] },
    { title: '1 instance and Redis on 2 CPUs', cpus: [0, 1], instances: 1, redis: true, expected: [[[0]], [0], [1]] },
    { title: '2 instances on 2 CPUs', cpus: [0, 1], instances: 2, redis: true, expected: [[[0], [0]], [0], [1]] },
    { title: '2 instances on 3 CPUs', cpus: [0, 1, 2], instances: 2, redis: true, expected: [[[0], [1]], [0, 1], [2]] },
    { title: '2 and Redis on 4', cpus: [0, 1, 2, 3], instances: 2, redis: true, expected: [[[0], [1]], [2], [3]] },
    {
      title: '2 on 4',
      cpus: [0, 1, 2, 3],
      instances: 2,
      redis: false,
      expected: [
        [[0], [1]],
        [0, 1],
        [2, 3],
      ],
    },
    {
      title: 'CPUs that are not numbered from 0',
      cpus: [4, 6],
      instances: 1,
      redis: false,
      expected: [[[4]], [4], [6]],
    },
  ])('$title', ({ cpus, instances, redis, expected }) => {
    const [perInstance, redisCpus, generator] = expected
    expect(planPlacement({ cpus, canPin, instances, redis })).toEqual({
      pinned: true,
      instances: perInstance,
      redis: redisCpus,
      generator,
      sharesCores: false,
    })
  })

  // Two hardware threads per core, numbered as Linux does it on most machines, or in pairs.
  const halves = (cpu: number): string => `core ${cpu % 2}`
  const pairs = (cpu: number): string => `core ${Math.floor(cpu / 2)}`

  test.each([
    { title: 'numbered in halves', coreOf: halves, instance: [0], generator: [1, 3] },
    { title: 'numbered in pairs', coreOf: pairs, instance: [0], generator: [2, 3] },
  ])('leaves the other hardware thread of the target idle: $title', ({ coreOf, instance, generator }) => {
    expect(planPlacement({ cpus: [0, 1, 2, 3], coreOf, canPin, instances: 1, redis: false })).toMatchObject({
      instances: [instance],
      generator,
      sharesCores: false,
    })
  })

  test('gives instances whole cores while there are any', () => {
    const plan = planPlacement({ cpus: [0, 1, 2, 3, 4, 5], coreOf: pairs, canPin, instances: 2, redis: false })
    expect(plan).toMatchObject({ instances: [[0], [2]], generator: [4, 5] })
  })

  test.each([
    { cpus: [0], canPin: true, reason: 'only one CPU' },
    { cpus: [0, 1], canPin: false, reason: 'taskset' },
    { cpus: undefined, canPin: true, reason: 'does not say' },
  ])('pins nothing where $reason', ({ reason, ...machine }) => {
    const plan = planPlacement({ ...machine, instances: 1, redis: false })
    expect(plan.pinned).toBe(false)
    expect(placementWarnings(plan)[0]?.message).toContain(reason)
  })

  test.each([2, 3, 4, 5, 8])('never gives the generator a CPU of the target, on %i CPUs', (count) => {
    const cpus = Array.from({ length: count }, (_, index) => index)
    for (let instances = 1; instances <= count + 1; instances++) {
      const plan = planPlacement({ cpus, canPin, instances, redis: true })
      if (!plan.pinned) throw new Error('pinned was expected')
      const target = new Set([...plan.instances.flat(), ...plan.redis])
      expect(plan.generator.length).toBeGreaterThan(0)
      expect(plan.generator.filter((cpu) => target.has(cpu))).toEqual([])
    }
  })
})

describe('placementWarnings', () => {
  const warningsOf = (cpus: number[], instances: number) =>
    placementWarnings(planPlacement({ cpus, canPin, instances, redis: true })).map(({ code }) => code)

  test('says that instances share a core', () => {
    expect(warningsOf([0, 1], 2)).toEqual(['instances-share-a-core'])
  })

  test('says that generator and target are two threads of one core', () => {
    const plan = planPlacement({ cpus: [0, 1], coreOf: () => 'the only one', canPin, instances: 1, redis: false })
    expect(placementWarnings(plan).map(({ code }) => code)).toEqual(['threads-share-a-core'])
  })

  test('has nothing to say where each instance has its own', () => {
    expect(warningsOf([0, 1, 2], 2)).toEqual([])
  })
})
