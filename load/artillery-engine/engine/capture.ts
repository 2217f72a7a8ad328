import { isDeepStrictEqual } from 'node:util'
import type { ArtilleryHelpers, CaptureResult, StepSpec, UserContext } from './artillery.ts'
import { StepError } from './step-error.ts'

const expressions = ['json', 'xpath', 'regexp', 'header', 'selector']

/** What to compare and what to keep of an answer, in Artillery's own words. */
export interface CaptureSpec {
  readonly capture: readonly StepSpec[]
  readonly match: readonly StepSpec[]
}

/**
 * Compares and keeps parts of an answer over a socket. As in the engine socketio-v3, an expression is applied to the one
 * argument that there is, or to the list of all; where a part names no expression, the first argument is meant.
 */
export function capture(
  helpers: ArtilleryHelpers,
  { capture, match }: CaptureSpec,
  args: readonly unknown[],
  context: UserContext,
): Promise<void> | void {
  for (const { as, strict } of capture.filter(isWhole)) {
    if (args[0] === undefined && strict !== false) throw captureFailed(String(as))
    context.vars[String(as)] = args[0]
  }
  for (const { value, strict } of match.filter(isWhole)) {
    const wanted = helpers.template(value, context)
    if (!isDeepStrictEqual(args[0], wanted) && strict !== false) throw matchFailed(wanted, args[0])
  }
  const rest = { capture: capture.filter((spec) => !isWhole(spec)), match: match.filter((spec) => !isWhole(spec)) }
  const body = JSON.stringify(args.length === 1 ? args[0] : args)
  context.vars['$'] = body
  if (rest.capture.length + rest.match.length > 0) return captureParts(helpers, rest, { body, headers: {} }, context)
}

/** Compares and keeps parts of an answer by Artillery's own means. Rejects with a {@link StepError} (`match`, `capture`). */
export function captureParts(
  helpers: ArtilleryHelpers,
  spec: CaptureSpec,
  response: { readonly body: unknown; readonly headers: Readonly<Record<string, unknown>> },
  context: UserContext,
): Promise<void> {
  return new Promise((resolve, reject) => {
    // Artillery adds to what it is given.
    helpers.captureOrMatch({ ...spec }, response, context, (error, result) => {
      try {
        if (error !== null) throw error
        if (result !== null) keep(result, context)
        resolve()
      } catch (failure) {
        reject(failure instanceof Error ? failure : new Error(String(failure)))
      }
    })
  })
}

function keep({ captures, matches }: CaptureResult, context: UserContext): void {
  for (const [expression, { success, strict }] of Object.entries(matches)) {
    if (success !== true && strict !== false) {
      throw new StepError(
        'match',
        'match',
        `${expression} is not what was expected: ${JSON.stringify(matches[expression])}`,
      )
    }
  }
  for (const [name, { value, failed }] of Object.entries(captures)) {
    if (failed === true) throw captureFailed(name)
    context.vars[name] = value
  }
}

function isWhole(spec: StepSpec): boolean {
  return !expressions.some((key) => key in spec)
}

function matchFailed(wanted: unknown, got: unknown): StepError {
  return new StepError('match', 'match', `expected ${JSON.stringify(wanted)}, got ${JSON.stringify(got)}`)
}

function captureFailed(name: string): StepError {
  return new StepError('capture', 'capture', `there was nothing to keep as "${name}"`)
}
