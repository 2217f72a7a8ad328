import type { UserContext } from '../artillery.ts'
import { processorFunction } from '../processor.ts'
import { isTemplate, shown } from '../script-check.ts'
import { runSteps, type Verb } from '../step.ts'
import type { VirtualUser } from '../virtual-user.ts'

const endless = -1

/**
 * Repeats steps of any kind: `count` times, `over` a list, `whileTrue` a function says so, or until the user ends. Variables
 * `$loopCount` and `$loopElement`, as in all engines of Artillery.
 */
export const loop: Verb = {
  beside: ['count', 'over', 'whileTrue', 'loopValue', 'loopElement'],

  check(step, where, check) {
    const { loop: flow, count, over } = step
    if (!Array.isArray(flow)) check.say(`${where}.loop`, `must be a list of steps; got ${shown(flow)}`)
    if (count !== undefined && typeof count !== 'number' && !isCount(count)) {
      check.say(`${where}.count`, `must be a number, a range such as "1-5", or a variable; got ${shown(count)}`)
    }
    if (over !== undefined && typeof over !== 'string' && !Array.isArray(over)) {
      check.say(`${where}.over`, `must be a list or the name of a variable that holds one; got ${shown(over)}`)
    }
    check.functions(step['whileTrue'], `${where}.whileTrue`)
  },

  compile(step, flow) {
    const steps = flow.steps(step['loop'])
    const countOf = flow.template(step['count'] || endless)
    const overOf = flow.template(typeof step['over'] === 'string' ? `{{ ${step['over']} }}` : step['over'])
    const { whileTrue, loopValue = '$loopCount', loopElement = '$loopElement' } = step
    const goesOn = whileTrue === undefined ? undefined : processorFunction(flow.config, whileTrue as string)
    return async (user) => {
      const { context } = user
      const { vars } = context
      const values = step['over'] === undefined ? undefined : overOf(context)
      if (step['over'] !== undefined && !Array.isArray(values)) return
      const list = values as readonly unknown[] | undefined
      const { from, to } = rangeOf(countOf(context))
      const isLast = (i: number): boolean => {
        if (goesOn !== undefined) return false
        return list === undefined ? i >= to : i >= list.length
      }
      const set = (i: number): void => {
        vars[String(loopValue)] = i
        vars[String(loopElement)] = list === undefined ? from : list[i]
      }
      let i = from
      for (set(i); !isLast(i) && !user.isEnded; set(i)) {
        await runSteps(steps, user)
        i++
        await breathe(user)
        if (goesOn !== undefined && !(await askFunction(goesOn, context))) return
      }
    }
  },
}

/** Loops whose steps wait for nothing would keep all others waiting. */
function breathe(user: VirtualUser): Promise<void> | void {
  if (++user.turns % 32 === 0) return new Promise((resolve) => setImmediate(resolve))
}

/** A function of `whileTrue` answers by its callback, without an error before it, or by what its promise holds. */
function askFunction(goesOn: (...parameters: unknown[]) => unknown, context: UserContext): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const result = goesOn(context, (answer: unknown) => resolve(Boolean(answer)))
    if (result instanceof Promise) result.then((answer) => resolve(Boolean(answer)), reject)
  })
}

function isCount(count: unknown): boolean {
  return typeof count === 'string' && (isTemplate(count) || /^\d+(-\d+)?$/.test(count))
}

/**
 * As Artillery's own loops: a range runs from its first number up to its second, a count that is missing or 0 in the script
 * has no end, and a variable that holds no number is no time at all.
 */
function rangeOf(count: unknown): { readonly from: number; readonly to: number } {
  const [, first, last] = typeof count === 'string' ? (/(\d+)-(\d+)/.exec(count) ?? []) : []
  if (first !== undefined) return { from: Number(first), to: Number(last) }
  const times = typeof count === 'number' || typeof count === 'string' ? Number(count) : 0
  return { from: 0, to: times === endless ? Infinity : times || 0 }
}
