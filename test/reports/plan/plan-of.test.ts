import { readFile } from 'node:fs/promises'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { judge } from '../../../reports/plan/judgement.ts'
import { scaled } from '../../../reports/plan/offered-of.ts'
import { planJsonSchema } from '../../../reports/plan/plan.ts'
import { planOf } from '../../../reports/plan/plan-of.ts'
import { fewest } from '../../../reports/plan/search.ts'
import {
  sampleCalibration,
  sampleDemand,
  samplePlan,
  samplePrices,
  wideCalibration,
  type DemandFields,
} from '../../support/sample-demand.ts'
import { sampleModel } from '../../support/sample-model.ts'

const subject = (fields: DemandFields = {}) => ({ demand: sampleDemand(fields), prices: samplePrices() })
const limitsOff = { cpuCeiling: 0.99, memoryCeiling: 0.99, redisCeiling: 0.99, p99: 1e6, spareInstances: 0 }

describe('the instances needed', () => {
  test('are the fewest that keep the policy', () => {
    const { needed, answer } = samplePlan()
    expect(answer).toMatchObject({ instances: needed.value, met: true })
    expect(judge(subject(), (needed.value ?? 0) - 1).met).toBe(false)
  })

  test('keep it with the spare instances down', () => {
    const { answer } = samplePlan({ policy: { spareInstances: 2 } })
    expect(answer.failed.instances).toBe(answer.instances - 2)
    expect(answer.failed.cpu).toBeLessThanOrEqual(0.7)
    expect(answer.failed.cpu).toBeGreaterThan(answer.whole.cpu)
  })

  test('have an interval from the ends of all costs at once', () => {
    const wide = sampleModel().costs.map((cost) => ({ ...cost, low: cost.value / 2, high: cost.value * 2 }))
    const { needed, ends } = samplePlan({}, sampleCalibration({ costs: wide }))
    expect(needed.low).toBeLessThan(needed.value ?? 0)
    expect(needed.high).toBeGreaterThan(needed.value ?? 0)
    const cpu = (uses: typeof ends.low) => uses.find(({ resource }) => resource === 'cpu')?.value
    expect(cpu(ends.low)).toBeLessThan(cpu(ends.high) ?? 0)
  })

  test('are none where no number of them will do, with what is then over', () => {
    const plan = samplePlan({ users: 80_000, rooms: [{ count: 2000, members: 40 }] })
    expect(plan.needed).toEqual({ value: null, low: null, high: null })
    expect(plan.answer.met).toBe(false)
    expect(plan.binds).toBe('redis')
  })

  test('are one where memory is the adapter, or none', () => {
    const alone = { deployment: { adapter: 'memory' }, policy: { spareInstances: 0 } } as const
    const small = { ...alone, users: 500, arrivalsPerMinute: 10, rooms: [{ count: 20, members: 25 }] }
    expect(samplePlan(small).needed.value).toBe(1)
    expect(samplePlan(small).answer.whole.redis).toBe(0)
    expect(samplePlan(alone).needed.value).toBeNull()
  })

  test('are judged by number where one is asked about', () => {
    const plan = samplePlan({ deployment: { instances: 3 } })
    expect(plan.answer).toMatchObject({ instances: 3, met: false })
    expect(plan.needed.value).toBe(4)
  })

  test('never fall with users, messages, payload or room size', () => {
    const factor = fc.double({ min: 1, max: 3, noNaN: true })
    fc.assert(
      fc.property(factor, factor, factor, factor, (users, messages, payload, rooms) => {
        const base = sampleDemand({ policy: limitsOff })
        const count = (demand: typeof base) => fewest({ demand, prices: samplePrices() }).instances
        const one = count(base)
        const { messagesPerUserPerMinute } = base
        expect(count(scaled(base, users))).toBeGreaterThanOrEqual(one)
        expect(count(scaled(base, rooms, 'larger'))).toBeGreaterThanOrEqual(one)
        expect(
          count({ ...base, messagesPerUserPerMinute: messagesPerUserPerMinute * messages }),
        ).toBeGreaterThanOrEqual(one)
        expect(count({ ...base, payload: base.payload * payload })).toBeGreaterThanOrEqual(one)
      }),
      { numRuns: 50 },
    )
  })
})

describe('what binds', () => {
  test.each<[string, DemandFields]>([
    ['cpu', {}],
    ['p99', { policy: { p99: 5 } }],
    ['memory', { deployment: { memory: 256 * 2 ** 20 } }],
    ['openFiles', { deployment: { openFiles: 1024 } }],
    ['network', { deployment: { network: 20e6 } }],
    ['storm', { reconnectStorm: { share: 1, withinSeconds: 2 } }],
    ['redis', { policy: { redisCeiling: 0.05 } }],
    ['spare', { users: 400, arrivalsPerMinute: 40, rooms: [{ count: 20, members: 20 }], messagesPerUserPerMinute: 1 }],
  ])('is %s', (binds, fields) => {
    expect(samplePlan(fields).binds).toBe(binds)
  })
})

describe('headroom and reach', () => {
  test('are where the policy is just kept', () => {
    const { headroom, answer, reach } = samplePlan()
    const holds = (users: number) => {
      const demand = scaled(sampleDemand(), users / 12_000)
      return judge({ demand, prices: samplePrices() }, answer.instances).met
    }
    expect(holds(headroom.users)).toBe(true)
    expect(holds(headroom.users * 1.001)).toBe(false)
    expect(headroom.share).toBeCloseTo(1 - 12_000 / headroom.users, 3)
    expect(reach).toMatchObject({ binds: 'redis', isMore: false })
    expect(reach.users).toBeGreaterThan(headroom.users)
  })

  test('is negative where fewer users are carried than there are', () => {
    const { headroom } = samplePlan({ deployment: { instances: 3 } })
    expect(headroom.users).toBeLessThan(12_000)
    expect(headroom.share).toBeLessThan(0)
  })

  test('is nothing where an instance alone is too much', () => {
    const { headroom, reach, needed, binds } = samplePlan({ deployment: { memory: 64 * 2 ** 20 } })
    expect(binds).toBe('memory')
    expect(needed.value).toBeNull()
    expect(headroom).toEqual({ users: 0, share: -1 })
    expect(reach).toMatchObject({ users: 0, messages: 0, binds: 'memory' })
  })

  test('says how far Redis goes with each adapter: further where it sends only to members', () => {
    const rooms = [{ count: 4800, members: 3 }]
    const reach = (adapter: 'redis' | 'redis-sharded') =>
      samplePlan({ rooms, deployment: { adapter } }, sampleCalibration({ adapter })).reach
    expect(reach('redis-sharded').users).toBeGreaterThan(reach('redis').users)
  })
})

describe('what a plan rests on', () => {
  test('is told with how far the fit is off, and what the calibration says of itself', () => {
    const warnings = [
      { code: 'residual-large', message: 'One of many.', advice: 'Measure it.' },
      { code: 'reference-load-missing', message: 'No reference.', advice: 'Calibrate again.' },
    ]
    const { basis, notes } = samplePlan({}, sampleCalibration({ warnings }))
    expect(basis.residuals?.worst).toBeCloseTo(0.013 / 0.16, 9)
    expect(notes).toContain('Of the calibration: No reference. Calibrate again.')
    expect(notes.join('\n')).not.toContain('One of many')
  })

  test('may be costs of which only the sum is known, and then it is said how wide the interval is without them', () => {
    const costs = sampleModel().costs.map((cost) => {
      return cost.id === 'delivery'
        ? { ...cost, low: 0, high: 100, told: false }
        : { ...cost, low: cost.value, high: cost.value }
    })
    const { basis, notes, answer, ends } = samplePlan({}, sampleCalibration({ costs }))
    expect(basis.untold).toEqual(['delivery'])
    const cpu = answer.failed.cpu.toFixed(3)
    expect(notes.join('\n')).toContain(
      `if these were exact, the gateway CPU of the answer would be ${cpu} to ${cpu} cores`,
    )
    expect(ends.high.find(({ resource }) => resource === 'cpu')?.value).toBeGreaterThan(2 * answer.failed.cpu)
  })

  test('is scaled by the machine factor, and that is said', () => {
    const slower = samplePlan({ deployment: { instances: 4 } }, sampleCalibration({}, { machineFactor: 1.5 }))
    const same = samplePlan({ deployment: { instances: 4 } })
    expect(slower.answer.failed.cpu).toBeGreaterThan(same.answer.failed.cpu * 1.4)
    expect(slower.notes.join('\n')).toContain('multiplied by 1.5')
  })

  test('is never left in silence: what lies beyond it is listed', () => {
    const rooms = [
      { count: 10, members: 1 },
      { count: 3, members: 4000 },
    ]
    const { beyond } = samplePlan({ rooms, payload: 16, deployment: { instances: 2 } })
    expect(beyond.map(({ what, value }) => [what, value])).toEqual([
      ['members', 1],
      ['members', 4000],
      ['payload', 16],
      ['users', 12_000],
      ['utilization', expect.any(Number)],
    ])
  })

  test('counts what no workload varied as measured nowhere', () => {
    const ranges = Object.fromEntries(Object.entries(sampleModel().ranges).filter(([what]) => what !== 'members'))
    expect(samplePlan({}, sampleCalibration({ ranges })).beyond[0]).toEqual({
      what: 'members',
      value: 25,
      min: 0,
      max: 0,
    })
  })
})

describe('notes', () => {
  const notesOf = (fields: DemandFields) => samplePlan(fields).notes.join('\n')

  test('say that more cores than one process uses are of no use', () => {
    expect(notesOf({ deployment: { vcpu: 4 } })).toContain('a NestJS process uses about one')
    expect(notesOf({ deployment: { vcpu: 2 } })).not.toContain('a NestJS process uses about one')
  })

  test('say who is in no room', () => {
    expect(notesOf({ rooms: [{ count: 10, members: 30 }] })).toContain('11,700 users at least are in no room')
  })

  test('say that clients come back sooner than the storm has it', () => {
    expect(notesOf({})).toContain('set reconnectionDelay')
  })

  test('say that a question was left out, where the calibration measured no polling', () => {
    const { costs } = sampleModel()
    const model = { costs: costs.filter(({ id }) => !/poll/i.test(id)) }
    const plan = planOf(sampleDemand(), sampleCalibration(model))
    expect(plan.notes.join('\n')).toContain('What if all users polled is left out')
    expect(plan.whatIf.map(({ name }) => name)).not.toContain('all users polling')
  })
})

describe('what if', () => {
  test('asks for fewer and more instances, more users, polling, longer texts and presence', () => {
    expect(samplePlan({ growth: 3 }).whatIf.map(({ name, judged }) => `${name}: ${judged.instances}`)).toEqual([
      'one instance less: 3',
      'this answer: 4',
      'one instance more: 5',
      'twice the instances: 8',
      expect.stringMatching(/^users x3, in more rooms: /),
      expect.stringMatching(/^users x3, in larger rooms: /),
      expect.stringMatching(/^users x1\.5, in more rooms: /),
      expect.stringMatching(/^users x1\.5, in larger rooms: /),
      expect.stringMatching(/^users x2, in more rooms: /),
      expect.stringMatching(/^users x2, in larger rooms: /),
      expect.stringMatching(/^all users polling: /),
      expect.stringMatching(/^payload x4: /),
      expect.stringMatching(/^presence on: /),
    ])
  })

  test('says of each question whether it reaches beyond what was measured', () => {
    const { whatIf, beyond } = samplePlan({}, wideCalibration())
    const reaching = whatIf.filter((one) => one.beyond.length > 0).map(({ name }) => name)
    expect(beyond).toEqual([])
    expect(reaching).toEqual(['users x1.5, in larger rooms', 'users x2, in larger rooms', 'all users polling'])
  })

  test('asks nothing twice, and no number that leaves no instance', () => {
    const plan = samplePlan({ policy: { ...limitsOff, p99: 1e6 }, users: 50, rooms: [{ count: 2, members: 25 }] })
    expect(plan.answer.instances).toBe(1)
    expect(plan.whatIf.slice(0, 3).map(({ judged }) => judged.instances)).toEqual([1, 2, expect.any(Number)])
    expect(plan.curve[0]?.judged.instances).toBe(1)
  })
})

describe('the curve', () => {
  test('falls with instances, holds the answer, and has few enough points to draw', () => {
    for (const fields of [{}, { deployment: { instances: 300 } }]) {
      const { curve, answer } = samplePlan(fields)
      expect(curve.length).toBeLessThanOrEqual(32)
      expect(curve.map(({ judged }) => judged.instances)).toContain(answer.instances)
      const cpu = curve.map(({ judged }) => judged.failed.cpu)
      expect(cpu).toEqual(cpu.toSorted((a, b) => b - a))
    }
  })
})

describe('what to configure', () => {
  test('follows from the policy and the answer', () => {
    const { settings, answer } = samplePlan()
    expect(settings).toMatchObject({
      replicas: 4,
      cpuRequest: 700,
      cpuLimit: 1000,
      memoryLimit: 1024,
      maxOldSpace: 768,
    })
    expect(settings.memoryRequest * 2 ** 20).toBeGreaterThanOrEqual(answer.failed.memory)
    expect(settings.openFiles).toBeGreaterThanOrEqual(answer.failed.openFiles)
    expect(settings.maxReplicas).toBeGreaterThanOrEqual(5)
  })

  test('has a target at which the instances that are left stay below the ceiling', () => {
    const { settings, answer } = samplePlan()
    const whole = (settings.targetUtilization / 100) * 0.7
    expect((whole * answer.failed.cpu) / answer.whole.cpu).toBeLessThanOrEqual(0.7)
  })

  test('has no more cores than a process uses', () => {
    expect(samplePlan({ deployment: { vcpu: 8 } }).settings.cpuLimit).toBe(1200)
  })

  test('has no heap where connections take all the memory', () => {
    const plan = samplePlan({ deployment: { memory: 64 * 2 ** 20, instances: 2 } })
    expect(plan.settings.maxOldSpace).toBeUndefined()
  })
})

test('a price gives the cost of a month', () => {
  expect(samplePlan().costPerMonth).toBeCloseTo(4 * 0.05 * 730, 9)
})

describe('plan.schema.json', () => {
  const file = new URL('../../../reports/plan.schema.json', import.meta.url)

  test('is what `node scripts/run.js report-schema` writes', async () => {
    expect(await readFile(file, 'utf8')).toBe(planJsonSchema())
  })

  test.each<DemandFields>([
    {},
    { users: 2e6, rooms: [{ count: 5000, members: 400 }] },
    { messagesPerUserPerMinute: 0, arrivalsPerMinute: 0 },
    { deployment: { instances: 2 } },
  ])('accepts the plan for %j', async (fields) => {
    const schema = JSON.parse(await readFile(file, 'utf8')) as object
    const validate = new Ajv2020({ validateFormats: false, allowUnionTypes: true }).compile(schema)
    validate(JSON.parse(JSON.stringify(samplePlan(fields))))
    expect(validate.errors).toBeNull()
  })
})
