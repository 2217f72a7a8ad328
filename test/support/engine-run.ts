import { EventEmitter } from 'node:events'

import { GatecrashEngine } from '../../load/artillery-engine/engine/engine.ts'
import type { StepSpec, UserContext } from '../../load/artillery-engine/engine/artillery.ts'
import { artilleryHelpers } from './artillery-helpers.ts'

/** A script of one scenario for the engine, without Artillery around it. */
export interface EngineScript {
  readonly target: string
  readonly flow: readonly StepSpec[]
  /** Of `config.engines.gatecrash`. */
  readonly options?: Readonly<Record<string, unknown>>
  /** Further parts of the scenario and of the config. */
  readonly scenario?: Readonly<Record<string, unknown>>
  readonly config?: Readonly<Record<string, unknown>>
  readonly processor?: Readonly<Record<string, unknown>>
}

/** What became of the users of a run, and what Artillery would have been told. */
export interface EngineOutcome {
  /** One for each user, in the order in which they ended. */
  readonly errors: readonly (Error | null)[]
  /** The users' variables, in the order in which they began. */
  readonly vars: readonly Readonly<Record<string, unknown>>[]
  readonly counters: Readonly<Record<string, number>>
  readonly histograms: Readonly<Record<string, readonly number[]>>
  /** What was told as errors: Artillery counts each as `errors.<name>`. */
  readonly told: readonly unknown[]
  readonly started: number
}

/** Lets so many users run a script at the same time, in this process; resolves when all have ended. */
export async function runUsers(
  script: EngineScript,
  users: readonly Readonly<Record<string, unknown>>[] = [{}],
): Promise<EngineOutcome> {
  const events = new EventEmitter()
  const counters: Record<string, number> = {}
  const histograms: Record<string, number[]> = {}
  const told: unknown[] = []
  let started = 0
  events.on('counter', (name: string, n: number) => (counters[name] = (counters[name] ?? 0) + n))
  events.on('histogram', (name: string, value: number) => (histograms[name] ??= []).push(value))
  events.on('error', (code: unknown) => told.push(code))
  events.on('started', () => started++)

  const { target, options = {}, config, processor = {}, scenario, flow } = script
  const scenarioSpec = { engine: 'gatecrash', flow, ...scenario }
  const whole = { config: { target, engines: { gatecrash: options }, processor, ...config }, scenarios: [scenarioSpec] }
  const run = new GatecrashEngine(whole, events, await artilleryHelpers()).createScenario(scenarioSpec, events)
  const errors: (Error | null)[] = []
  const contexts = users.map((vars): UserContext => ({ vars: { target, ...vars }, funcs: {} }))
  await Promise.all(
    contexts.map(
      (context) =>
        new Promise<void>((resolve) => {
          run(context, (error) => {
            errors.push(error)
            resolve()
          })
        }),
    ),
  )
  return { errors, vars: contexts.map(({ vars }) => vars), counters, histograms, told, started }
}
