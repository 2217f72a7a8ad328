import type { StepSpec } from '../artillery.ts'
import type { Channel } from '../channel.ts'
import { roomContext } from '../room-context.ts'
import { shown, type ScriptCheck } from '../script-check.ts'
import type { Flow, Step, Verb } from '../step.ts'
import { StepError } from '../step-error.ts'
import { compileTextTemplate, type Template } from '../template.ts'
import type { VirtualUser } from '../virtual-user.ts'

type EmitArgs = readonly [string, ...unknown[]]

/** Joins a room and waits for the acknowledgement; from then on what is sent into the room is owed to the user. */
export const join: Verb = {
  beside: [],
  check: (step, where, check) => checkRoom(step['join'], `${where}.join`, check),
  compile: (step, flow) =>
    compileRoom(step['join'], flow, async (user, channel, place) => {
      const [answer] = await channel.request(place.timeoutMs, place.message(flow.settings.join, user))
      if (hasError(answer)) throw new StepError('join', 'join-refused', `the gateway refused: ${shown(answer)}`)
      user.joined(place.room, place.namespace)
    }),
}

/** Leaves a room and waits for the acknowledgement; nothing is owed to the user from before it is sent. */
export const leave: Verb = {
  beside: [],
  check: (step, where, check) => checkRoom(step['leave'], `${where}.leave`, check),
  compile: (step, flow) =>
    compileRoom(step['leave'], flow, async (user, channel, place) => {
      user.left(place.room, place.namespace)
      await channel.request(place.timeoutMs, place.message(flow.settings.leave, user))
    }),
}

interface Place {
  readonly room: string
  readonly namespace: string
  readonly timeoutMs: number
  message(template: Template, user: VirtualUser): EmitArgs
}

function compileRoom(
  given: unknown,
  flow: Flow,
  act: (user: VirtualUser, channel: Channel, place: Place) => Promise<void>,
): Step {
  const spec: StepSpec = typeof given === 'string' ? { room: given } : (given as StepSpec)
  const roomOf = compileTextTemplate(spec['room'], flow.helpers)
  const namespaceOf = compileTextTemplate(spec['namespace'] ?? '', flow.helpers)
  const timeoutMs = Number(spec['timeout'] ?? NaN) * 1000 || flow.settings.timeoutMs
  return async (user) => {
    const room = roomOf(user.context)
    const namespace = namespaceOf(user.context)
    const message = (template: Template): EmitArgs => template(roomContext(user.context, room)) as EmitArgs
    await act(user, await user.channel(namespace), { room, namespace, timeoutMs, message })
  }
}

function checkRoom(given: unknown, where: string, check: ScriptCheck): void {
  if (typeof given === 'string') return
  const spec = check.object(given, where, { known: ['room', 'namespace', 'timeout'], required: ['room'] })
  if (spec !== undefined) check.positive(spec['timeout'], `${where}.timeout`, 'seconds')
}

/** The reference gateway acknowledges a refused event with `{ error: { code, message } }`, and many others do alike. */
function hasError(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'error' in answer && Boolean(answer.error)
}
