import { GeneratorError } from '../load/generator-error.ts'
import { renderComparisonText } from '../reports/render/comparison/text.ts'
import { ReportError } from '../reports/report-error.ts'
import { TargetError } from '../target/target-error.ts'
import { parseAbOptions, type AbOptions } from './ab/options.ts'
import { runAb, type AbPlace } from './ab/run.ts'
import { sharedRedisProblems } from './ab/shared-redis.ts'
import { Checkouts } from './ab/version/checkouts.ts'
import { planVersions } from './ab/version/plan-versions.ts'
import { VersionError } from './ab/version/version-error.ts'
import { exitCodeOfVerdict } from './cli/fail-on.ts'
import { interruptible } from './cli/interruption.ts'
import type { ProgressStream } from './cli/live-line.ts'

/** Columns where the output is no terminal. */
const widthOfFiles = 120

/** `npm run ab`: measures two versions of a gateway in pairs and compares them. Returns the exit code; Ctrl-C ends it in order. */
export function main(args: readonly string[]): Promise<number> {
  const place = { folder: process.cwd(), env: process.env }
  return interruptible((signal) => ab(args, place, process.stdout, process.stderr, signal))
}

/** The program behind `main`, with everything that it touches passed in. */
export async function ab(
  args: readonly string[],
  { folder, env }: { readonly folder: string; readonly env: NodeJS.ProcessEnv },
  out: ProgressStream,
  err: ProgressStream,
  signal: AbortSignal,
): Promise<number> {
  const parsed = parseAbOptions(args)
  if (parsed.kind === 'show') {
    out.write(parsed.text)
    return 0
  }
  if (parsed.kind === 'wrong') return refuse(parsed.problems, err)
  const { options } = parsed
  const planned = await planVersions(options, { folder, path: env['PATH'] ?? '' })
  const redis = sharedRedisProblems(options, env)
  if (planned.kind === 'wrong') return refuse([...planned.problems, ...redis], err)
  if (redis.length > 0) return refuse(redis, err)
  const checkouts = new Checkouts()
  try {
    return await measured(options, { plans: planned.plans, checkouts, folder, commandLine: args, err, signal }, out)
  } catch (error) {
    // What was under way when it was interrupted may have failed because of that.
    if (signal.aborted) return Number(signal.reason)
    if (error instanceof VersionError) return refuse([error.message], err, 3)
    const isRefusal = [TargetError, GeneratorError, ReportError].some((kind) => error instanceof kind)
    if (isRefusal && error instanceof Error) return refuse([error.message], err)
    throw error
  } finally {
    await checkouts.remove()
  }
}

async function measured(options: AbOptions, place: AbPlace, out: ProgressStream): Promise<number> {
  const { signal } = place
  const run = await runAb(options, place)
  if (run?.comparison !== undefined) {
    const { comparison, folder: path } = run
    const color = out.isTTY && process.env['NO_COLOR'] === undefined
    const text = options.json
      ? `${JSON.stringify(comparison, null, 2)}\n`
      : `\n${renderComparisonText(comparison, { width: out.columns ?? widthOfFiles, color, path })}`
    out.write(text)
  }
  if (signal.aborted) return Number(signal.reason)
  return run?.comparison === undefined ? 3 : exitCodeOfVerdict(run.comparison.verdict, options.failOn)
}

function refuse(problems: readonly string[], err: ProgressStream, exitCode = 2): number {
  for (const problem of problems) err.write(`ab: ${problem}\n`)
  return exitCode
}
