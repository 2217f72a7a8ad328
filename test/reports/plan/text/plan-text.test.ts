import { stripVTControlCharacters } from 'node:util'
import { describe, expect, test } from 'vitest'
import type { Plan } from '../../../../reports/plan/plan.ts'
import { planOf } from '../../../../reports/plan/plan-of.ts'
import { parseDemand } from '../../../../reports/plan/read-demand.ts'
import { answerText } from '../../../../reports/plan/text/answer-text.ts'
import { renderPlanText } from '../../../../reports/plan/text/plan-text.ts'
import { textWidth } from '../../../../reports/render/text-width.ts'
import { hostileText, hugeText } from '../../../support/hostile-report.ts'
import { sampleCalibration, samplePlan, wideCalibration, type DemandFields } from '../../../support/sample-demand.ts'
import { sampleModel } from '../../../support/sample-model.ts'

const plain = { width: 120, color: false }

function hostilePlan(text: string): Plan {
  const { environment } = sampleCalibration()
  const residuals = sampleModel().residuals.map((residual) => ({ ...residual, workload: text, measured: 1 }))
  const calibration = sampleCalibration(
    { residuals },
    { report: text, environment: { ...environment, cpu: text, node: text } },
  )
  return samplePlan({ deployment: { currency: text, cpu: text } }, calibration)
}

describe('a plan as text', () => {
  test('says first what it was never measured for, then the answer', async () => {
    const text = renderPlanText(samplePlan(), plain)
    expect(text).toMatch(/^Beyond what was measured: /)
    await expect(text).toMatchFileSnapshot('golden/plan.txt')
  })

  test('begins with the answer where everything was measured', () => {
    expect(renderPlanText(samplePlan({}, wideCalibration()), plain)).toMatch(/^4 instances \(3 to 4\), of which 1 may/)
  })

  test('leaves columns out where a terminal is narrow', async () => {
    await expect(renderPlanText(samplePlan(), { width: 72, color: false })).toMatchFileSnapshot('golden/narrow.txt')
  })

  test('says of a demand that cannot be met what is over', async () => {
    const fields = { users: 80_000, rooms: [{ count: 2000, members: 40 }] }
    await expect(renderPlanText(samplePlan(fields), plain)).toMatchFileSnapshot('golden/impossible.txt')
  })

  test('leaves out what the demand does not ask about', async () => {
    const { demand } = parseDemand(
      `{users: 200, arrivalsPerMinute: 0, rooms: [{count: 1, members: 200}], messagesPerUserPerMinute: 0, payload: 1,
        deployment: {vcpu: 1, memory: 1GiB, adapter: memory}, policy: {spareInstances: 0}}`,
      'demand.yml',
    )
    if (demand === undefined) throw new Error('this is a demand')
    const text = renderPlanText(planOf(demand, wideCalibration()), plain)
    await expect(text).toMatchFileSnapshot('golden/least.txt')
  })

  test.each([80, 100, 120, 200])('keeps within %i columns', (width) => {
    const lines = renderPlanText(samplePlan(), { width, color: false }).split('\n')
    expect(lines.filter((line) => textWidth(line) > width)).toEqual([])
  })

  test('says in colour what it says without', () => {
    const colored = renderPlanText(samplePlan(), { width: 120, color: true })
    const uncolored = renderPlanText(samplePlan(), plain)
    expect(colored).not.toBe(uncolored)
    expect(stripVTControlCharacters(colored)).toBe(uncolored)
  })

  test.each([
    ['hostile', hostileText],
    ['huge', hugeText],
  ])('prints no control character but line feeds, and not too much, of %s texts', (_, text) => {
    const lines = renderPlanText(hostilePlan(text), plain).split('\n')
    expect(lines.filter((line) => /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(line) || textWidth(line) > 120)).toEqual([])
    expect(lines.length).toBeLessThan(150)
  })
})

describe('the answer in words', () => {
  test.each<[string, DemandFields]>([
    [
      '4 instances (3 to 4), of which 1 may fail. What binds is gateway CPU: with 3 instances it would be too much.',
      {},
    ],
    [
      '3 instances are not enough, of which 1 may fail: gateway CPU is 0.710 cores (allowed: 0.700 cores). The fewest that will do are 4.',
      { deployment: { instances: 3 } },
    ],
    [
      '6 instances are enough, of which 1 may fail. Scarcest is gateway CPU. The fewest that will do are 4.',
      { deployment: { instances: 6 } },
    ],
    [
      '2 instances, of which 1 may fail. Nothing else binds: it takes so many that the spare ones may fail.',
      { users: 400, rooms: [{ count: 20, members: 20 }] },
    ],
    [
      'No number of instances will do: the adapter memory allows one, and for that the delivery p99 is unbounded (allowed: 250 ms), the reconnect storm is unbounded (allowed: 60.0 s), gateway CPU is 1.31 cores (allowed: 0.700 cores), memory is 948 MiB (allowed: 819 MiB).',
      {
        deployment: { adapter: 'memory' },
        policy: { spareInstances: 0 },
        reconnectStorm: { share: 0.01, withinSeconds: 60 },
      },
    ],
  ])('%s', (text, fields) => {
    expect(answerText(samplePlan(fields))).toBe(text)
  })
})
