import { knownName } from '../cli/known-name.ts'
import type { LoadedConfig } from '../config/loaded-config.ts'
import type { ChosenDialect } from './choose-dialect.ts'
import type { ReferenceTargetName, TargetChoice } from './measure-options.ts'
import type { OwnTarget } from './own-target.ts'

/** The targets that run the reference gateway. */
export const referenceTargets: readonly ReferenceTargetName[] = ['single', 'cluster']

/** What the choice of targets depends on. */
export interface TargetsAsked {
  /** Names of `--target`; `undefined`: none were given. */
  readonly names: readonly string[] | undefined
  /** The gateway that flags describe; it takes the place of those of the configuration. */
  readonly own: OwnTarget | undefined
  readonly config: LoadedConfig
  readonly dialect: ChosenDialect
}

/** The targets to measure, each once. What is wrong is added to the problems. */
export function chooseTargets({ names, own, config, dialect }: TargetsAsked, problems: string[]): TargetChoice[] {
  const owns = own === undefined ? config.targets : [own]
  const asked = new Set(names ?? usualTargets(owns, dialect, config, problems))
  if (own !== undefined && !asked.has(own.name)) problems.push(together(own.name))
  const known = [...referenceTargets, ...owns.map(({ name }) => name)]
  const chosen = [...asked].flatMap((name): TargetChoice[] => {
    const found = owns.find((one) => one.name === name)
    if (found !== undefined) return [found]
    if (name === 'external' || name === 'started') {
      problems.push(together(name))
      return []
    }
    const [reference] = knownName('--target', name, known, problems)
    return referenceTargets.filter((target) => target === reference)
  })
  if (!dialect.isReference) {
    for (const name of chosen) {
      if (typeof name !== 'string') continue
      problems.push(
        `--target ${name}: the reference gateway speaks its own dialect, not ${spoken(dialect)}; give --dialect reference, or measure a gateway of yours with --url or --start.`,
      )
    }
  }
  return chosen
}

function usualTargets(
  owns: readonly OwnTarget[],
  dialect: ChosenDialect,
  { file }: LoadedConfig,
  problems: string[],
): readonly string[] {
  if (owns.length > 0) return owns.map(({ name }) => name)
  if (dialect.isReference) return referenceTargets
  const where = file === undefined ? '' : `, or targets in ${file}`
  problems.push(
    `a target is missing, since the reference gateway does not speak ${spoken(dialect)}: give --url http://127.0.0.1:3000 or --start "node dist/main.js"${where}.`,
  )
  return []
}

function spoken({ choice }: ChosenDialect): string {
  return choice.name === 'reference' ? 'the dialect "reference" as it was changed' : `the dialect "${choice.name}"`
}

function together(name: string): string {
  return name === 'started'
    ? '--target started and --start "node dist/main.js" go together: give both, or --start alone.'
    : '--target external and --url http://127.0.0.1:3000 go together: give both, or --url alone.'
}
