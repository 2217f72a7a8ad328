import { describe, expect, test } from 'vitest'
import { scenarios } from '../../scenarios/index.ts'
import { defaultValues, ParameterValues } from '../../scenarios/parameter-values.ts'
import { profiles } from '../../scenarios/parameter.ts'
import { metricOf } from '../../reports/metrics.ts'

const axes = scenarios.flatMap((scenario) => (scenario.loads ?? []).map((axis) => ({ scenario, axis })))

describe.each(axes.map((one) => [`${one.scenario.name} ${one.axis.parameter}`, one] as const))(
  '%s',
  (_, { scenario, axis }) => {
    test('is a number parameter of its scenario, from the first load to the most', () => {
      const parameter = scenario.parameters[axis.parameter]
      if (parameter === undefined || !('min' in parameter)) throw new Error('no number parameter')
      expect(axis.start).toBeGreaterThanOrEqual(parameter.min)
      expect(axis.most).toBeLessThanOrEqual(parameter.max)
      expect(axis.start).toBeLessThan(axis.most)
    })

    test('changes only parameters that there are, to values that fit each other in every profile', () => {
      for (const profile of profiles) {
        const before = { ...defaultValues(scenario.parameters, profile), ...axis.values }
        for (const load of [axis.start, axis.most]) {
          const values = { ...before, [axis.parameter]: load, ...axis.follow?.(load, new ParameterValues(before)) }
          expect(Object.keys(values).sort()).toEqual(Object.keys(scenario.parameters).sort())
          expect(scenario.check(new ParameterValues(values))).toEqual([])
        }
      }
    })

    test('is told by metrics that there are', () => {
      expect(metricOf(`${axis.response}.p99`).unit).toBe('ms')
      if (axis.witness !== undefined) expect(metricOf(axis.witness).better).toBe('none')
    })
  },
)
