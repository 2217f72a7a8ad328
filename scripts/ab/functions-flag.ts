import { profiles } from '../../scenarios/parameter.ts'

/** What {@link withFunctionsFlag} makes of a `--profile` without a name. */
export const functionsFlag = '--functions'

/**
 * `--profile` says how much time a run may take where a name follows it, as with every command, and asks for a profile of both versions
 * where none does: at the end, before another flag, or before a scenario.
 */
export function withFunctionsFlag(args: readonly string[], scenarioNames: readonly string[]): readonly string[] {
  return args.map((arg, at) => {
    if (arg !== '--profile') return arg
    const next = args[at + 1]
    const isName = profiles.some((name) => name === next)
    const isAlone = next === undefined || next.startsWith('-') || scenarioNames.includes(next)
    return !isName && isAlone ? functionsFlag : arg
  })
}
