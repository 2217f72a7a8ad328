import type { StepSpec } from '../artillery.ts'
import type { Channel } from '../channel.ts'
import { monotonicClock } from '../../../clock.ts'
import { checkConnectOptions } from '../options-check.ts'
import { callProcessor, processorFunction } from '../processor.ts'
import { checkReply, compileReply, replyKeys, type Reply } from '../reply.ts'
import { shown, type ScriptCheck } from '../script-check.ts'
import type { Flow, Step, Verb } from '../step.ts'
import { compileTextTemplate, type Template } from '../template.ts'
import type { VirtualUser } from '../virtual-user.ts'
import { compileConnect } from './connect.ts'
import { waitForEvent, type EventWait } from './wait-for-event.ts'

type EmitArgs = readonly [string, ...unknown[]]

interface Response {
  readonly event: Template
  readonly reply: Reply
}

/**
 * Sends an event. With `acknowledge` it waits for the acknowledgement, with `response` for events of the server, with both
 * for all of them; without either it waits for nothing.
 */
export const emit: Verb = {
  beside: ['namespace', 'acknowledge', 'response', 'connect', 'reconnect', 'beforeRequest'],

  check(step, where, check) {
    checkMessage(step['emit'], `${where}.emit`, check)
    const { acknowledge } = step
    if (isAwaited(acknowledge)) {
      const at = `${where}.acknowledge`
      if (acknowledge !== true && check.object(acknowledge, at, { known: replyKeys }) !== undefined) {
        checkReply(acknowledge as StepSpec, at, check)
      }
    }
    for (const response of responsesOf(step)) {
      const at = `${where}.response`
      const spec = check.object(response, at, { known: ['on', 'channel', ...replyKeys] })
      if (spec === undefined) continue
      if (spec['on'] === undefined && spec['channel'] === undefined) check.say(at, 'say which event with "on"')
      checkReply(spec, at, check)
    }
    if (step['connect'] !== undefined) checkConnectOptions(step['connect'], `${where}.connect`, check)
    check.functions(step['beforeRequest'], `${where}.beforeRequest`)
  },

  compile(step, flow) {
    const { beforeRequest, ...rest } = step
    if (beforeRequest === undefined) return compileEmit(rest, flow)
    const prepare = processorFunction(flow.config, beforeRequest as string)
    return async (user) => {
      // The function may change the step, for this user only.
      const own = structuredClone(rest)
      await callProcessor(prepare, own, user.context, user.worker.events)
      await compileEmit(own, flow)(user)
    }
  },
}

function compileEmit(step: StepSpec, flow: Flow): Step {
  const namespace = compileTextTemplate(step['namespace'] ?? '', flow.helpers)
  const message = messageTemplate(step['emit'], flow)
  const acknowledge = isAwaited(step['acknowledge'])
    ? compileReply(step['acknowledge'] === true ? {} : (step['acknowledge'] as StepSpec), flow)
    : undefined
  const responses = responsesOf(step).map((spec) => ({
    event: flow.template(spec['on'] ?? spec['channel']),
    reply: compileReply(spec, flow),
  }))
  const reconnects = step['connect'] !== undefined || Boolean(step['reconnect'])
  const connect = reconnects ? compileConnect(step, flow) : undefined

  const send = (channel: Channel, user: VirtualUser): Promise<void> | void => {
    const args = message(user.context) as EmitArgs
    if (acknowledge === undefined && responses.length === 0) return channel.emit(args)
    return exchange({ channel, user, args, acknowledge, responses })
  }
  return (user) => {
    if (connect !== undefined) return connect(user).then((channel) => send(channel, user))
    const channel = user.channel(namespace(user.context))
    return channel instanceof Promise ? channel.then((opened) => send(opened, user)) : send(channel, user)
  }
}

interface Exchange {
  readonly channel: Channel
  readonly user: VirtualUser
  readonly args: EmitArgs
  readonly acknowledge: Reply | undefined
  readonly responses: readonly Response[]
}

/** Sends, and waits for everything that is expected; of what fails the first is told, and nobody listens any more. */
async function exchange({ channel, user, args, acknowledge, responses }: Exchange): Promise<void> {
  const { context, worker } = user
  const sentAt = monotonicClock.now()
  const waits: EventWait[] = []
  try {
    const answers = responses.map(async ({ event, reply }) => {
      const wait = waitForEvent(channel, String(event(context)), reply.timeoutMs(context))
      waits.push(wait)
      const answer = await wait.answer
      worker.tally.record('response', monotonicClock.now() - sentAt)
      await reply.check(user, answer)
    })
    if (acknowledge === undefined) channel.emit(args)
    else {
      const answer = channel.request(acknowledge.timeoutMs(context), args)
      answers.push(answer.then((given) => acknowledge.check(user, given)))
    }
    await Promise.all(answers)
  } finally {
    for (const wait of waits) wait.stop()
  }
}

function messageTemplate(emit: unknown, flow: Flow): Template {
  if (Array.isArray(emit)) return flow.template(emit)
  const { channel, data } = emit as StepSpec
  return flow.template(data === undefined ? [channel] : [channel, data])
}

function checkMessage(emit: unknown, where: string, check: ScriptCheck): void {
  if (Array.isArray(emit)) {
    if (typeof emit[0] !== 'string') check.say(where, `begins with the event's name; got ${shown(emit[0])}`)
  } else if (typeof emit === 'object' && emit !== null) {
    check.object(emit, where, { known: ['channel', 'data', 'concat'], required: ['channel'] })
  } else {
    check.say(where, `must be a list: the event's name and its arguments; got ${shown(emit)}`)
  }
}

function isAwaited(acknowledge: unknown): boolean {
  return acknowledge !== undefined && acknowledge !== null && acknowledge !== false
}

function responsesOf({ response }: StepSpec): readonly StepSpec[] {
  if (response === undefined || response === null) return []
  return (Array.isArray(response) ? response : [response]) as readonly StepSpec[]
}
