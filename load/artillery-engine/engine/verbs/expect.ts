import type { StepSpec } from '../artillery.ts'
import type { Verb } from '../step.ts'
import { StepError } from '../step-error.ts'
import { compileTextTemplate } from '../template.ts'

const defaultSeconds = 10

/**
 * Waits until the user has received so many stamped messages, counted since it joined `room`, or since it connected where
 * none is named. A stamp does not say into which room it went: a user who is in several rooms counts those of all.
 */
export const expect: Verb = {
  beside: [],

  check(step, where, check) {
    const at = `${where}.expect`
    const known = ['deliveries', 'messages', 'room', 'within', 'namespace']
    const spec = check.object(step['expect'], at, { known })
    if (spec === undefined) return
    if ((spec['deliveries'] === undefined) === (spec['messages'] === undefined)) {
      check.say(at, 'give either "deliveries" or "messages": the number that must have come')
    }
    for (const key of ['deliveries', 'messages']) check.positive(spec[key], `${at}.${key}`, 'a number of messages')
    check.positive(spec['within'], `${at}.within`, 'seconds')
  },

  compile(step, flow) {
    const spec = step['expect'] as StepSpec
    const wantedOf = flow.template(spec['deliveries'] ?? spec['messages'])
    const withinOf = flow.template(spec['within'] ?? defaultSeconds)
    const roomOf = compileTextTemplate(spec['room'] ?? '', flow.helpers)
    const namespaceOf = compileTextTemplate(spec['namespace'] ?? '', flow.helpers)
    return async (user) => {
      const { context } = user
      const channel = await user.channel(namespaceOf(context))
      const before = user.seenAtJoin(roomOf(context))
      const wanted = Number(wantedOf(context))
      const seconds = Number(withinOf(context))
      await channel.untilDelivered(before + wanted, seconds * 1000)
      const got = channel.deliveries - before
      if (got >= wanted) return
      throw new StepError('expect', 'expect', `${got} of ${wanted} messages have come within ${seconds} s`)
    }
  },
}
