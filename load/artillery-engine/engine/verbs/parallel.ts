import { shown } from '../script-check.ts'
import type { Verb } from '../step.ts'

/** Begins several steps at once and goes on when all have ended. */
export const parallel: Verb = {
  beside: ['limit'],

  check(step, where, check) {
    const flow = step['parallel']
    if (!Array.isArray(flow)) check.say(`${where}.parallel`, `must be a list of steps; got ${shown(flow)}`)
    check.positive(step['limit'], `${where}.limit`, 'a number of steps')
  },

  compile(step, flow) {
    const steps = flow.steps(step['parallel'])
    const limit = Number(step['limit'] ?? steps.length)
    return async (user) => {
      const waiting = steps[Symbol.iterator]()
      const lane = async (): Promise<void> => {
        for (const each of waiting) await each(user)
      }
      await Promise.all(Array.from({ length: Math.min(limit, steps.length) }, lane))
    }
  },
}
