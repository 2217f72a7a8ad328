import { availableParallelism } from 'node:os'
import type { ModelCheck } from '../../reports/model/model-check.ts'
import type { Calibration } from '../../reports/plan/basis.ts'
import type { Demand } from '../../reports/plan/demand.ts'
import { pricesOf } from '../../reports/plan/prices.ts'
import { scaleDown, type ScaledDown, type VerifyLimits } from '../../reports/plan/scale-down.ts'
import { verificationOf } from '../../reports/plan/verification.ts'
import { commonParameters } from '../../scenarios/common-parameters.ts'
import { mix } from '../../scenarios/mix.ts'
import type { WorkloadCell } from '../bench/cell.ts'
import type { ProgressStream } from '../cli/live-line.ts'
import { studyCells } from '../study/cells.ts'
import { measureStudy } from '../study/measure.ts'
import { outcomeOf } from '../study/outcome.ts'
import { messageSettings } from '../study/message-load.ts'
import type { StudyOptions } from '../study/options.ts'

/** What a verification is told. */
export interface VerifyOptions extends StudyOptions {
  readonly demand: Demand
  readonly calibration: Calibration
  /** Instances that the plan answers with. */
  readonly instances: number
  readonly commandLine: readonly string[]
}

/** What was run in place of the demand, and how what was predicted of it compares; no check where it could not be measured. */
export interface VerifyRun {
  readonly scaled: ScaledDown
  readonly check: ModelCheck | undefined
  readonly exitCode: number
  /** Path of the report of the run. */
  readonly path: string
}

/** A reference load and the processes around everything need some of a shared core. */
const sharedCores = 0.5
const coresPerInstance = 0.6
const mostUsers = 4000
/** CPUs that a gateway cannot have: one for the generator, one for Redis. */
const otherCores = 2

/**
 * Runs a demand in little on this machine and holds the model against it. Rejects with a `RangeError` where nothing of the demand
 * fits, and with a `TargetError` where no trial is possible.
 */
export async function verify(options: VerifyOptions, err: ProgressStream, signal: AbortSignal): Promise<VerifyRun> {
  const { demand, calibration, trials } = options
  const prices = pricesOf(calibration.model, 'value', 1)
  const scaled = scaleDown(demand, prices, limitsOf(availableParallelism(), options.instances))
  const study = { ...options, name: 'verify', cells: [cellOf(demand, scaled)] }
  const { report, path } = await measureStudy(study, err, signal)
  const { exitCode } = outcomeOf(report, trials, signal)
  const check = exitCode === 0 ? verificationOf(calibration.model, report.results) : undefined
  return { scaled, check, exitCode, path }
}

/** Two instances show what passing messages on costs, also where they share a core; more are run where each has its own. */
export function limitsOf(cores: number, instances: number): VerifyLimits {
  const own = cores - otherCores
  const count = Math.max(1, Math.min(instances, Math.max(2, own)))
  const { min, max } = commonParameters.payload
  return {
    instances: count,
    users: mostUsers,
    payload: { min, max },
    cores: count <= own ? count * coresPerInstance : sharedCores,
  }
}

function cellOf({ acknowledged, transports, deployment }: Demand, scaled: ScaledDown): WorkloadCell {
  const settings = messageSettings({
    rooms: scaled.rooms.map(({ count, members }) => `${count}x${members}`).join(','),
    rate: scaled.rate,
    payload: scaled.payload,
    polling: transports.polling,
    upgrade: transports.upgrade,
    acknowledged: acknowledged ? 'yes' : 'no',
  })
  const { adapter } = deployment
  const place = adapter === 'memory' ? { instances: 1, adapter: undefined } : { instances: scaled.instances, adapter }
  const [cell] = studyCells([{ scenario: mix, settings, place }])
  if (cell === undefined) throw new Error('no cell was made')
  return cell
}
