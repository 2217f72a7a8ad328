import type { StepSpec } from '../artillery.ts'
import { monotonicClock } from '../../../clock.ts'
import { Pacer } from '../../../pacer.ts'
import { scheduleOf } from '../../../schedule.ts'
import { stampLength } from '../../../stamp.ts'
import { roomContext } from '../room-context.ts'
import { shown } from '../script-check.ts'
import type { Verb } from '../step.ts'
import { compileTextTemplate } from '../template.ts'

const keys = ['room', 'rate', 'count', 'duration', 'payload', 'acknowledge', 'namespace', 'volatile', 'excludesSelf']

/**
 * Sends stamped messages into a room in the open model: each when it is due, whatever became of the earlier ones. With
 * `acknowledge` every message asks for one; those are waited for at the end, not in between.
 */
export const broadcast: Verb = {
  beside: [],

  check(step, where, check) {
    const at = `${where}.broadcast`
    const spec = check.object(step['broadcast'], at, { known: keys, required: ['room', 'rate'] })
    if (spec === undefined) return
    check.positive(spec['rate'], `${at}.rate`, 'messages per second')
    check.positive(spec['count'], `${at}.count`, 'a number of messages')
    check.positive(spec['duration'], `${at}.duration`, 'seconds')
    if ((spec['count'] === undefined) === (spec['duration'] === undefined)) {
      check.say(at, 'give either "count" (messages) or "duration" (seconds)')
    }
    const { payload } = spec
    if (
      payload !== undefined &&
      typeof payload !== 'string' &&
      !(typeof payload === 'number' && payload >= stampLength)
    ) {
      check.say(
        `${at}.payload`,
        `must be a text, or a length in bytes of at least ${stampLength}; got ${shown(payload)}`,
      )
    }
  },

  compile(step, flow) {
    const spec = step['broadcast'] as StepSpec
    const roomOf = compileTextTemplate(spec['room'], flow.helpers)
    const namespaceOf = compileTextTemplate(spec['namespace'] ?? '', flow.helpers)
    const [rateOf, countOf, durationOf] = [spec['rate'], spec['count'], spec['duration']].map((v) => flow.template(v))
    const payload = flow.template(
      typeof spec['payload'] === 'number' ? padding(spec['payload']) : (spec['payload'] ?? ''),
    )
    const [volatile, excludesSelf] = [spec['volatile'] === true, spec['excludesSelf'] === true]
    return async (user) => {
      const { context, worker } = user
      const { timeoutMs, send } = flow.settings
      const room = roomOf(context)
      const channel = await user.channel(namespaceOf(context))
      const sender = user.sender(room, { volatile, excludesSelf })
      const arrivalRate = Number(rateOf?.(context))
      const durationMs = Number(durationOf?.(context)) * 1000 || (Number(countOf?.(context)) * 1000) / arrivalRate
      const rest = String(payload(context))
      const message = roomContext(context, room)
      const startAt = monotonicClock.now()
      const startMicros = worker.book.nowMicros()
      const acknowledgements: Promise<unknown>[] = []
      const pacer = new Pacer()
      const goOn = user.onEnd(() => pacer.stop())
      await pacer.run(scheduleOf({ kind: 'constant', arrivalRate, durationMs }), startAt, (_index, dueAt) => {
        const text = `${worker.book.stamp(sender, startMicros + (dueAt - startAt) * 1000)}${rest}`
        worker.book.count('payload.bytes', text.length)
        message.vars['text'] = text
        const args = send(message) as readonly [string, ...unknown[]]
        if (spec['acknowledge'] === true) acknowledgements.push(channel.request(timeoutMs, args))
        else channel.emit(args)
      })
      goOn()
      await Promise.all(acknowledgements)
    }
  },
}

/** What fills a message up to so many bytes. A stamp is followed by a space, so that it ends there. */
function padding(bytes: number): string {
  return bytes === stampLength ? '' : ` ${'x'.repeat(bytes - stampLength - 1)}`
}
