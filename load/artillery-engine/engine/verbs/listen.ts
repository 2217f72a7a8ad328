import type { Verb } from '../step.ts'
import { compileTextTemplate } from '../template.ts'

interface ListenSpec {
  readonly on: string
  readonly as?: string
  readonly count?: string
  readonly namespace?: string
}

/**
 * Listens to an event until the user ends: counts it as `event.<name>`, keeps its latest payload in the variable `as` and
 * how many have come in the variable `count`. Events are parsed from then on, which costs.
 */
export const listen: Verb = {
  beside: ['namespace'],

  check(step, where, check) {
    const at = `${where}.listen`
    const spec = check.object(step['listen'], at, { known: ['on', 'as', 'count', 'namespace'], required: ['on'] })
    for (const key of ['on', 'as', 'count']) if (spec?.[key] !== undefined) check.text(spec[key], `${at}.${key}`)
  },

  compile(step, flow) {
    const { on, as, count, namespace = step['namespace'] ?? '' } = step['listen'] as ListenSpec
    const event = compileTextTemplate(on, flow.helpers)
    const namespaceOf = compileTextTemplate(namespace, flow.helpers)
    return async (user) => {
      const channel = await user.channel(namespaceOf(user.context))
      const { tally } = user.worker
      const { vars } = user.context
      const name = event(user.context)
      let heard = 0
      channel.on(name, (args, received) => {
        tally.count(`event.${received}`)
        if (as !== undefined) vars[as] = args.length === 1 ? args[0] : args
        if (count !== undefined) vars[count] = ++heard
      })
      if (count !== undefined) vars[count] = 0
    }
  },
}
