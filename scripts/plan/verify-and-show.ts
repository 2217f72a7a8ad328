import { printableJson } from '../../reports/render/printable-json.ts'
import { formatNumber } from '../../reports/render/number-format.ts'
import { renderModelCheck } from '../../reports/render/model-check.ts'
import { sanitize } from '../../reports/render/sanitize.ts'
import type { ScaledDown } from '../../reports/plan/scale-down.ts'
import { ReportError } from '../../reports/report-error.ts'
import { TargetError } from '../../target/target-error.ts'
import type { ProgressStream } from '../cli/live-line.ts'
import { requireSameMachine } from '../study/same-machine.ts'
import { verify, type VerifyOptions } from './verify.ts'

/** How far a prediction may be off, as a share of what was measured. */
const promised = 0.15

/** Where a verification is shown. */
export interface VerifyOutput {
  readonly out: ProgressStream
  readonly err: ProgressStream
  readonly color: boolean
}

/** Runs a verification and prints predicted beside measured. Returns the exit code. */
export async function verifyAndShow(
  options: VerifyOptions,
  { out, err, color }: VerifyOutput,
  signal: AbortSignal,
): Promise<number> {
  try {
    requireSameMachine(options.calibration.report, options.calibration.environment)
    const { scaled, check, exitCode, path } = await verify(options, err, signal)
    if (check === undefined) {
      err.write(`plan: the demand in little could not be measured, so nothing is verified. Report: ${sanitize(path)}\n`)
      return exitCode
    }
    const worst = Math.max(...check.errors.map((error) => error.worst))
    const kept = worst <= promised && check.leftOut.length === 0
    if (options.json) out.write(printableJson({ scaled, ...check, promised, kept }))
    else
      out.write(
        `${scaledText(scaled)}\n\n${renderModelCheck(check, color)}\n${verdictText(worst, kept)}\nReport: ${sanitize(path)}\n`,
      )
    return kept ? 0 : 1
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof TargetError || error instanceof ReportError)) throw error
    err.write(`plan: ${error.message}\n`)
    return 2
  }
}

function scaledText({ factor, users, rooms, rate, instances, leftOut }: ScaledDown): string {
  const sizes = rooms.map(({ count, members }) => `${formatNumber(count)} of ${formatNumber(members)}`).join(', ')
  const where = instances === 1 ? 'one instance' : `${instances} instances`
  return [
    `The demand in little, ${formatNumber(factor * 100, 1)} % of its messages: ${formatNumber(users)} users in rooms (${sizes}), ${formatNumber(rate, 1)} messages per second, on ${where}.`,
    ...leftOut,
  ].join('\n')
}

function verdictText(worst: number, kept: boolean): string {
  const off = `${formatNumber(worst * 100, 1)} %`
  return kept
    ? `Verified: no prediction is further off than ${off}; ${promised * 100} % is promised.`
    : `Not verified: a prediction is ${off} off; ${promised * 100} % is promised.`
}
