import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { baselineFolder } from '../reports/baseline.ts'
import { wantsColor } from '../reports/render/paint.ts'
import { sanitize } from '../reports/render/sanitize.ts'
import { ReportError } from '../reports/report-error.ts'
import type { TextSink } from './cli/command-line.ts'
import { exitCodeOfVerdict } from './cli/fail-on.ts'
import { parsedWithConfig } from './cli/with-config.ts'
import { loadLimits } from './config/load-config.ts'
import { readInputs } from './compare/inputs.ts'
import { parseCompareOptions, type CompareCommandOptions } from './compare/options.ts'
import { gateVerdict, outcomeOf, type Outcome } from './compare/outcome.ts'
import { headline, renderMarkdown, renderOutcome } from './compare/render.ts'
import { addStepSummary } from './compare/step-summary.ts'

export { compareCommand as command } from './compare/options.ts'

const widthOfFiles = 120
const wrong = 2

/** What the command touches beside the files that it is given. */
export interface CompareSurroundings {
  readonly out: TextSink & { readonly isTTY?: boolean; readonly columns?: number }
  readonly err: TextSink
  readonly env: Readonly<Record<string, string | undefined>>
  /** Where a configuration is looked for; default: the working directory. */
  readonly folder?: string
  /** The folder of baselines. */
  readonly baselines: string
}

/** `npm run compare`: says what changed from one report to another. Returns the exit code. */
export function main(args: readonly string[]): Promise<number> {
  return compare(args, { out: process.stdout, err: process.stderr, env: process.env, baselines: baselineFolder })
}

/** The program behind `main`, with everything that it touches passed in. */
export async function compare(args: readonly string[], surroundings: CompareSurroundings): Promise<number> {
  const { out, err, env, baselines } = surroundings
  const refuse = (problems: readonly string[]): number => {
    for (const problem of problems) err.write(`compare: ${sanitize(problem)}\n`)
    return wrong
  }
  const place = { folder: surroundings.folder ?? process.cwd(), env }
  const parsed = await parsedWithConfig(args, place, parseCompareOptions, loadLimits)
  if (parsed.kind === 'wrong') return refuse(parsed.problems)
  if (parsed.kind === 'show') {
    out.write(parsed.text)
    return 0
  }
  const { options } = parsed
  const { reports, problems } = await readInputs(options, baselines)
  if (problems !== undefined) return refuse(problems)
  try {
    const outcome = outcomeOf(reports, options.compare)
    await write(outcome, options, surroundings)
    const summary = env['GITHUB_STEP_SUMMARY']
    if (summary !== undefined && summary !== '' && outcome.kind !== 'single') {
      err.write(`compare: ${sanitize(await addStepSummary(summary, renderMarkdown(outcome)))}\n`)
    }
    return exitCodeOfVerdict(gateVerdict(outcome), options.failOn)
  } catch (error) {
    if (error instanceof ReportError) return refuse(error.message.split('\n'))
    throw error
  }
}

async function write(
  outcome: Outcome,
  options: CompareCommandOptions,
  { out, env }: CompareSurroundings,
): Promise<void> {
  if (options.out === undefined) {
    out.write(
      await renderOutcome(outcome, options, { width: out.columns ?? widthOfFiles, color: wantsColor(out, env) }),
    )
    return
  }
  const text = await renderOutcome(outcome, options, { width: widthOfFiles, color: false })
  try {
    await mkdir(dirname(options.out), { recursive: true })
    await writeFile(options.out, text)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new ReportError(options.out, [`cannot be written: ${reason}`], { cause: error })
  }
  if (outcome.kind !== 'single') out.write(`${headline(outcome)}\n`)
  out.write(`Written: ${sanitize(options.out)}\n`)
}
