import { isDeepStrictEqual } from 'node:util'
import type { StepSpec, UserContext } from './artillery.ts'
import { capture, type CaptureSpec } from './capture.ts'
import type { ScriptCheck } from './script-check.ts'
import type { Flow } from './step.ts'
import { StepError } from './step-error.ts'
import type { Template } from './template.ts'
import type { VirtualUser } from './virtual-user.ts'

const captureKeys = [
  'json',
  'xpath',
  'regexp',
  'header',
  'selector',
  'as',
  'value',
  'strict',
  'group',
  'flags',
  'attr',
  'index',
  'multiple',
  'expr',
]

/** The keys that say what an answer must be and what is kept of it. */
export const replyKeys = ['args', 'data', 'match', 'capture', 'timeout'] as const

/** What a step expects of an answer: an acknowledgement, or an event. */
export interface Reply {
  /** The most that it may take. */
  readonly timeoutMs: (context: UserContext) => number
  /** Compares the answer's arguments and keeps what is to be kept. Throws or rejects with a {@link StepError}. */
  check(user: VirtualUser, args: readonly unknown[]): Promise<void> | void
}

/** Says what is wrong with the keys of {@link replyKeys}. */
export function checkReply(spec: StepSpec, where: string, check: ScriptCheck): void {
  check.positive(spec['timeout'], `${where}.timeout`, 'seconds')
  for (const key of ['match', 'capture']) {
    for (const part of listOf(spec[key])) {
      const required = key === 'match' ? ['value'] : ['as']
      check.object(part, `${where}.${key}`, { known: captureKeys, required })
    }
  }
}

/** Makes what is expected; the spec has been checked. */
export function compileReply(spec: StepSpec, flow: Flow): Reply {
  const expected = spec['data'] ?? spec['args']
  const data = expected === undefined ? undefined : flow.template(expected)
  const captures: CaptureSpec = { capture: listOf(spec['capture']), match: listOf(spec['match']) }
  const hasCaptures = captures.capture.length + captures.match.length > 0
  const timeout = flow.template(spec['timeout'])
  return {
    timeoutMs: (context) => Number(timeout(context) ?? NaN) * 1000 || flow.settings.timeoutMs,
    check(user, args) {
      if (data !== undefined) checkData(data, user, args)
      if (hasCaptures) return capture(flow.helpers, captures, args, user.context)
    },
  }
}

/** A list is compared with all arguments, anything else with the first. */
function checkData(data: Template, { context }: VirtualUser, args: readonly unknown[]): void {
  const wanted = data(context)
  if (isDeepStrictEqual(Array.isArray(wanted) ? args : args[0], wanted)) return
  throw new StepError('match', 'match', `expected ${JSON.stringify(wanted)}, got ${JSON.stringify(args)}`)
}

function listOf(value: unknown): readonly StepSpec[] {
  if (value === undefined || value === null) return []
  return (Array.isArray(value) ? value : [value]) as readonly StepSpec[]
}
