import { parseSlo, type Slo } from '../../reports/slo.ts'
import type { Scenario } from '../../scenarios/scenario.ts'

/**
 * The objectives of the flags, and those of the configuration about scenarios that run, unless a flag is about the same. What
 * is wrong is added to the problems.
 */
export function chooseSlos(
  given: readonly string[],
  configured: readonly string[],
  scenarios: readonly Scenario[],
  problems: string[],
): readonly Slo[] {
  const isRun = ({ scenario }: Slo): boolean =>
    scenario === undefined || scenarios.some(({ name }) => name === scenario)
  const flags = given.flatMap((text) => {
    try {
      const slo = parseSlo(text)
      if (isRun(slo)) return [slo]
      problems.push(`--slo ${text}: the scenario "${slo.scenario}" is not among those to run.`)
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error))
    }
    return []
  })
  const others = configured
    .map(parseSlo)
    .filter((slo) => isRun(slo) && !flags.some((flag) => flag.metric === slo.metric && flag.scenario === slo.scenario))
  return [...others, ...flags]
}
