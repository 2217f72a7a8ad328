import type { UserContext } from '../artillery.ts'
import { shown } from '../script-check.ts'
import type { Flow, Verb } from '../step.ts'

/**
 * Does nothing for a while: a number is in seconds, a text may have a unit, such as `500ms` or `2 minutes`. Numbers are read
 * here: of `0.5` Artillery 2.0.34 would make a millisecond.
 */
export const think: Verb = {
  beside: ['jitter'],

  check(step, where, check) {
    const { think: time } = step
    if (typeof time === 'number' ? !(time >= 0) : typeof time !== 'string' || time === '') {
      check.say(`${where}.think`, `must be a time in seconds, or a text such as "500ms"; got ${shown(time)}`)
    }
  },

  compile(step, flow) {
    const timeOf = flow.template(step['think'])
    const { think: defaults } = (flow.config.defaults ?? {}) as { think?: { jitter?: unknown } }
    const jitter = step['jitter'] ?? defaults?.jitter
    return ({ context }) => {
      const time = timeOf(context)
      const seconds = typeof time === 'string' && time.trim() === '' ? NaN : Number(time)
      if (Number.isNaN(seconds)) return byArtillery({ think: time, jitter }, context, flow)
      if (jitter !== undefined) return byArtillery({ think: `${seconds * 1000}ms`, jitter }, context, flow)
      return new Promise((resolve) => setTimeout(resolve, seconds * 1000))
    }
  },
}

/** Artillery knows units and jitter. */
function byArtillery(step: Readonly<Record<string, unknown>>, context: UserContext, flow: Flow): Promise<void> {
  const pause = flow.helpers.createThink(step, {})
  return new Promise((resolve, reject) => {
    pause(context, (error) => (error === null ? resolve() : reject(error)))
  })
}
