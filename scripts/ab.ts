import { GeneratorError } from '../load/generator-error.ts'
import { renderComparisonMarkdown } from '../reports/render/comparison/markdown.ts'
import { renderComparisonText } from '../reports/render/comparison/text.ts'
import { wantsColor } from '../reports/render/paint.ts'
import { printableJson } from '../reports/render/printable-json.ts'
import { sanitize } from '../reports/render/sanitize.ts'
import { ReportError } from '../reports/report-error.ts'
import { TargetError } from '../target/target-error.ts'
import { parseAbOptions, type AbOptions } from './ab/options.ts'
import { renderFunctions, renderFunctionsMarkdown } from './ab/render-functions.ts'
import { runAb, type AbPlace } from './ab/run.ts'
import { sharedRedisProblems } from './ab/shared-redis.ts'
import { Checkouts } from './ab/version/checkouts.ts'
import { installCacheFolder } from './ab/version/install-cache.ts'
import { planVersions } from './ab/version/plan-versions.ts'
import { VersionError } from './ab/version/version-error.ts'
import { exitCodeOfVerdict } from './cli/fail-on.ts'
import { interruptible } from './cli/interruption.ts'
import type { ProgressStream } from './cli/live-line.ts'
import { parsedWithConfig } from './cli/with-config.ts'
import { gateVerdict } from './compare/outcome.ts'
import { addStepSummary } from './compare/step-summary.ts'

export { abCommand as command } from './ab/command.ts'

/** Columns where the output is no terminal. */
const widthOfFiles = 120

/** `npm run ab`: measures two versions of a gateway in pairs and compares them. Returns the exit code; Ctrl-C ends it in order. */
export function main(args: readonly string[]): Promise<number> {
  const surroundings = { folder: process.cwd(), env: process.env }
  return interruptible((signal) => ab(args, surroundings, process.stdout, process.stderr, signal))
}

/** Where the program runs. */
export interface AbSurroundings {
  /** The working directory. */
  readonly folder: string
  readonly env: NodeJS.ProcessEnv
}

/** The program behind `main`, with everything that it touches passed in. */
export async function ab(
  args: readonly string[],
  surroundings: AbSurroundings,
  out: ProgressStream,
  err: ProgressStream,
  signal: AbortSignal,
): Promise<number> {
  const { folder, env } = surroundings
  const parsed = await parsedWithConfig(args, surroundings, parseAbOptions)
  if (parsed.kind === 'show') {
    out.write(parsed.text)
    return 0
  }
  if (parsed.kind === 'wrong') return refuse(parsed.problems, err)
  const { options } = parsed
  const planned = await planVersions(options, { folder, path: env['PATH'] ?? '' })
  const problems = [...(planned.kind === 'wrong' ? planned.problems : []), ...sharedRedisProblems(options, env)]
  if (planned.kind === 'wrong' || problems.length > 0) return refuse(problems, err)
  const checkouts = new Checkouts()
  try {
    const cacheFolder = installCacheFolder(env)
    const place = { plans: planned.plans, checkouts, folder, cacheFolder, commandLine: args, err, signal }
    return await measured(options, place, env, out)
  } catch (error) {
    // What was under way when it was interrupted may have failed because of that.
    if (signal.aborted) return Number(signal.reason)
    if (error instanceof VersionError) {
      err.write(`ab: ${error.message}\n`)
      return 3
    }
    const isRefusal = [TargetError, GeneratorError, ReportError].some((kind) => error instanceof kind)
    if (isRefusal && error instanceof Error) return refuse(error.message.split('\n'), err)
    throw error
  } finally {
    await checkouts.remove()
  }
}

async function measured(
  options: AbOptions,
  place: AbPlace,
  env: NodeJS.ProcessEnv,
  out: ProgressStream,
): Promise<number> {
  const { signal, err } = place
  const run = await runAb(options, place)
  if (run?.outcome !== undefined) {
    const { comparison } = run.outcome
    const terminal = { width: out.columns ?? widthOfFiles, color: wantsColor(out, env), path: run.folder }
    out.write(options.json ? printableJson(comparison) : `\n${renderComparisonText(comparison, terminal)}`)
    const summary = env['GITHUB_STEP_SUMMARY']
    if (summary !== undefined && summary !== '') {
      const markdown = `${renderComparisonMarkdown(comparison)}${renderFunctionsMarkdown(run.functions)}`
      err.write(`ab: ${sanitize(await addStepSummary(summary, markdown))}\n`)
    }
  }
  const functions = run?.functions ?? []
  if (functions.length > 0) (options.json ? err : out).write(`\n${renderFunctions(functions)}`)
  if (signal.aborted) return Number(signal.reason)
  return run?.outcome === undefined ? 3 : exitCodeOfVerdict(gateVerdict(run.outcome), options.failOn)
}

function refuse(problems: readonly string[], err: ProgressStream): number {
  for (const problem of problems) err.write(`ab: ${sanitize(problem)}\n`)
  return 2
}
