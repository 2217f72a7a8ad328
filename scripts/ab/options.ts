import type { CompareOptions } from '../../reports/compare/compare-rules.ts'
import { scenarios } from '../../scenarios/index.ts'
import { chooseDialect } from '../bench/choose-dialect.ts'
import { chooseScenarios } from '../bench/choose-scenarios.ts'
import { chooseTransports } from '../bench/choose-transports.ts'
import { cellsOf, isWorkloadCell } from '../bench/cell.ts'
import { unfitProblems } from '../bench/fitting-scenarios.ts'
import type { MeasureOptions } from '../bench/measure-options.ts'
import { readCommandLine } from '../cli/command-line.ts'
import { compareOptionsOf } from '../cli/compare-options.ts'
import { failOnNames, type FailOn } from '../cli/fail-on.ts'
import { knownName } from '../cli/known-name.ts'
import type { Parsed } from '../cli/parsed.ts'
import { wordsOf } from '../cli/start-words.ts'
import { noConfig, type LoadedConfig } from '../config/loaded-config.ts'
import { abCommand, type RawAbOptions } from './command.ts'
import { withFunctionsFlag } from './functions-flag.ts'
import { sides, type Sides } from './side.ts'
import { readEnvironment } from './version/environment-option.ts'

/** What `npm run ab` was asked to do; the versions are as they were written, and not looked for yet. */
export interface AbOptions extends MeasureOptions {
  readonly versions: Sides<string>
  /** The words of the command that starts the gateway of a folder or ref. */
  readonly start: readonly string[] | undefined
  readonly prepare: string | undefined
  readonly env: Sides<Readonly<Record<string, string>>>
  readonly maxMinutes: number
  readonly compare: CompareOptions
  readonly failOn: FailOn
  readonly out: string | undefined
  readonly json: boolean
  /** Whether the functions of both versions are profiled after the pairs. */
  readonly functions: boolean
}

/**
 * Reads the command line of `npm run ab`. Of a configuration it takes the dialect and the limits, and no more: what is
 * measured are the two versions. Every problem is found at once, one line each; nothing is printed.
 */
export function parseAbOptions(args: readonly string[], config: LoadedConfig = noConfig): Parsed<AbOptions> {
  const command = abCommand()
  const known = scenarios.map(({ name }) => name)
  const line = readCommandLine(command, withFunctionsFlag(args, known))
  if (line.kind === 'help') return { kind: 'show', text: line.text }
  if (line.kind === 'wrong') return { kind: 'wrong', problems: [line.problem] }
  const raw = command.opts<RawAbOptions>()
  const problems: string[] = []
  const measured = measureOptions(command.args, raw, config, problems)
  const env = {
    base: readEnvironment('--base-env', raw.baseEnv, problems),
    head: readEnvironment('--head-env', raw.headEnv, problems),
  }
  const start = raw.start === undefined ? undefined : wordsOf(raw.start)
  if (start?.problem !== undefined) problems.push(`--start: ${start.problem}.`)
  const compare = compareOptionsOf(raw, problems, config.limits)
  const [failOn] = knownName('--fail-on', raw.failOn, failOnNames, problems)
  if (problems.length === 0) problems.push(...environmentConflicts(measured, env))
  if (problems.length > 0 || failOn === undefined) return { kind: 'wrong', problems }
  const { prepare, maxMinutes, out, json, functions } = raw
  const versions = { base: raw.base, head: raw.head }
  return {
    kind: 'run',
    options: {
      ...measured,
      versions,
      start: start?.words,
      prepare,
      env,
      maxMinutes,
      compare,
      failOn,
      out,
      json,
      functions,
    },
  }
}

function measureOptions(
  names: readonly string[],
  raw: RawAbOptions,
  config: LoadedConfig,
  problems: string[],
): MeasureOptions {
  const { choice, isReference } = chooseDialect(undefined, config.dialect, {}, problems)
  const { scenarios, values } = chooseScenarios(
    names.length === 0 ? ['fan-out'] : names,
    raw.profile,
    raw.set,
    problems,
  )
  for (const { name, kind } of scenarios) {
    if (kind === 'workload') continue
    problems.push(
      `${name}: a pair measures two gateways under the same schedule at once, which ${name} has none of; use bench and compare.`,
    )
  }
  problems.push(...unfitProblems(scenarios, choice))
  return {
    scenarios,
    values,
    targets: [raw.target],
    dialect: isReference ? undefined : choice,
    instances: raw.instances,
    adapter: raw.adapter,
    transports: chooseTransports(raw.transport, scenarios, problems),
    profile: raw.profile,
    client: raw.client,
    seed: raw.seed,
    localAddresses: raw.localAddress,
  }
}

/** A scenario that needs a setting of the gateway would otherwise win over the one that was asked for, in silence. */
function environmentConflicts(measured: MeasureOptions, env: AbOptions['env']): string[] {
  const needed = new Set(
    cellsOf(measured)
      .filter(isWorkloadCell)
      .flatMap(({ scenario, values, transport }) =>
        Object.keys(scenario.workload(values, transport, measured.seed).gatewayEnvironment),
      ),
  )
  return sides.flatMap((side) =>
    Object.keys(env[side])
      .filter((name) => needed.has(name))
      .map((name) => `--${side}-env ${name}: the scenario sets this itself; leave it out.`),
  )
}
