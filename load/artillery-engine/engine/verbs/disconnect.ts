import type { StepSpec } from '../artillery.ts'
import type { Verb } from '../step.ts'
import { compileTextTemplate } from '../template.ts'

/** Leaves a namespace, or all of them; the connection ends with its last one. */
export const disconnect: Verb = {
  beside: ['namespace'],

  check(step, where, check) {
    const given = step['disconnect']
    if (given === null || given === true) return
    check.object(given, `${where}.disconnect`, { known: ['namespace'] })
  },

  compile(step, flow) {
    const given = step['disconnect']
    const { namespace = step['namespace'] } = (typeof given === 'object' && given !== null ? given : {}) as StepSpec
    if (namespace === undefined) return (user) => user.disconnect()
    const namespaceOf = compileTextTemplate(namespace, flow.helpers)
    return (user) => user.disconnect(namespaceOf(user.context))
  },
}
