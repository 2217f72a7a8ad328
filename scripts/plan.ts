import { planOf } from '../reports/plan/plan-of.ts'
import { measuredFrom } from '../reports/plan/measured-demand.ts'
import { answerText } from '../reports/plan/text/answer-text.ts'
import { beyondHeadline } from '../reports/plan/text/beyond-text.ts'
import { wantsColor } from '../reports/render/paint.ts'
import { sanitize } from '../reports/render/sanitize.ts'
import { ReportError } from '../reports/report-error.ts'
import { writeWholeFile } from '../reports/write-whole-file.ts'
import { interruptible } from './cli/interruption.ts'
import type { ProgressStream } from './cli/live-line.ts'
import { readInputs } from './plan/inputs.ts'
import { parsePlanOptions } from './plan/options.ts'
import { renderPlan } from './plan/render.ts'
import { verifyAndShow } from './plan/verify-and-show.ts'

export { planCommand as command } from './plan/options.ts'

const widthOfFiles = 120
const wrong = 2

/** What the command touches beside the files that it is given. */
export interface PlanSurroundings {
  readonly out: ProgressStream
  readonly err: ProgressStream
  readonly env: Readonly<Record<string, string | undefined>>
  /** Ends a verification. */
  readonly signal: AbortSignal
}

/** `npm run plan`: says how many instances a demand needs, and what binds. Returns the exit code; Ctrl-C ends a verification in order. */
export function main(args: readonly string[]): Promise<number> {
  return interruptible((signal) => plan(args, { out: process.stdout, err: process.stderr, env: process.env, signal }))
}

/** The program behind `main`, with everything that it touches passed in. */
export async function plan(args: readonly string[], { out, err, env, signal }: PlanSurroundings): Promise<number> {
  const refuse = (problems: readonly string[]): number => {
    for (const problem of problems) err.write(`plan: ${sanitize(problem)}\n`)
    return wrong
  }
  const parsed = parsePlanOptions(args)
  if (parsed.kind === 'wrong') return refuse(parsed.problems)
  if (parsed.kind === 'show') {
    out.write(parsed.text)
    return 0
  }
  const { options } = parsed
  const { demand, calibration, journey, problems } = await readInputs(options)
  if (problems !== undefined) return refuse(problems)
  // Beside what other programs read, never in it.
  const isRead = options.format !== 'text' && options.out === undefined
  if (journey !== undefined) (isRead ? err : out).write(`${sanitize(measuredFrom(journey))}\n`)
  const planned = planOf(demand, calibration)
  if (options.verify !== undefined) {
    const { instances } = planned.answer
    const verified = { ...options.verify, demand, calibration, instances, commandLine: ['plan', ...args] }
    return await verifyAndShow(verified, { out, err, color: wantsColor(out, env) }, signal)
  }
  if (options.out === undefined) {
    const terminal = { width: out.columns ?? widthOfFiles, color: wantsColor(out, env) }
    out.write(await renderPlan(planned, options.format, terminal))
  } else {
    try {
      await writeWholeFile(
        options.out,
        await renderPlan(planned, options.format, { width: widthOfFiles, color: false }),
      )
    } catch (error) {
      if (error instanceof ReportError) return refuse(error.message.split('\n'))
      throw error
    }
    const beyond = beyondHeadline(planned.beyond)
    out.write(`${beyond === undefined ? '' : `${beyond}\n`}${answerText(planned)}\nWritten: ${sanitize(options.out)}\n`)
  }
  return planned.answer.met ? 0 : 1
}
