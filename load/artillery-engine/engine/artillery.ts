/** What Artillery hands to an engine, as far as this one uses it (artillery 2.0.34, `lib/core/runner.js`). */

/** A script as Artillery has read it. Engines may change it: what the runner reads later is the same object. */
export interface ArtilleryScript {
  readonly config: ArtilleryConfig
  readonly scenarios?: readonly ScenarioSpec[]
  /** Run once in the main thread, before and after the users of all workers. */
  readonly before?: ScenarioSpec
  readonly after?: ScenarioSpec
  readonly _scriptPath?: string
}

/** The `config` of a script. */
export interface ArtilleryConfig {
  readonly target?: string
  readonly engine?: string
  readonly engines?: Readonly<Record<string, unknown>>
  readonly socketio?: unknown
  readonly tls?: unknown
  /** Seconds. */
  readonly timeout?: unknown
  readonly defaults?: unknown
  readonly http?: unknown
  readonly processor?: Readonly<Record<string, unknown>>
  phases?: readonly Readonly<Record<string, unknown>>[]
}

/** A scenario of a script. */
export interface ScenarioSpec {
  readonly name?: string
  readonly engine?: string
  readonly flow?: unknown
  readonly [key: string]: unknown
}

/** One step of a flow, as it stands in the script. */
export type StepSpec = Readonly<Record<string, unknown>>

/** One virtual user's variables and functions; processor functions read and write them. */
export interface UserContext {
  readonly vars: Record<string, unknown>
  readonly funcs?: Readonly<Record<string, (...args: never[]) => unknown>>
  extraHeaders?: Readonly<Record<string, unknown>>
  [key: string]: unknown
}

/**
 * Where an engine reports. The runner of Artillery 2 listens to `started`, `counter`, `histogram`, `rate` and `error` and
 * to nothing else.
 */
export interface ScenarioEvents {
  emit(event: string, ...args: unknown[]): unknown
}

/** What a match or a capture of {@link ArtilleryHelpers} came to. */
export interface CaptureResult {
  readonly matches: Readonly<Record<string, { readonly success?: boolean; readonly strict?: boolean }>>
  readonly captures: Readonly<Record<string, { readonly value?: unknown; readonly failed?: boolean }>>
}

/** Artillery's own tools for engines, the third argument of an engine's constructor. */
export interface ArtilleryHelpers {
  template(value: unknown, context: UserContext): unknown
  createThink(
    step: StepSpec,
    defaults: unknown,
  ): (context: UserContext, done: (error: Error | null, context: UserContext) => void) => void
  captureOrMatch(
    spec: object,
    response: { readonly body: unknown; readonly headers?: Readonly<Record<string, unknown>> },
    context: UserContext,
    done: (error: Error | null, result: CaptureResult | null) => void,
  ): void
  isProbableEnough(spec: object): boolean
  /** Runs an expression with the sandbox as its globals; `null` where it throws. */
  evil(sandbox: Record<string, unknown>, code: string): unknown
}

/** Runs one virtual user; must call back exactly once. */
export type ScenarioRunner = (
  context: UserContext,
  callback: (error: Error | null, context: UserContext) => void,
) => unknown
