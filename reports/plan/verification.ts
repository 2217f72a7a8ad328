import { median } from 'simple-statistics'
import type { CostModel } from '../model/cost-model.ts'
import { checked, checkModel, errorsOf, type CheckedPrediction, type ModelCheck } from '../model/model-check.ts'
import { workloadName } from '../model/workload-name.ts'
import type { Result } from '../report.ts'
import { bandwidthOf } from './bandwidth.ts'

const bitsPerByte = 8

/**
 * Holds a model against a run of a demand, resource by resource: besides what {@link checkModel} compares, the bandwidth between
 * an instance and its users.
 */
export function verificationOf(model: CostModel, results: readonly Result[]): ModelCheck {
  const { predictions, leftOut } = checkModel(model, results)
  const all = [...predictions, ...results.flatMap((result) => bandwidthChecks(model, result))]
  return { predictions: all, errors: errorsOf(all), leftOut }
}

function bandwidthChecks(model: CostModel, result: Result): CheckedPrediction[] {
  const { offered, instances } = result
  if (offered === undefined) return []
  const workload = workloadName(offered, result)
  const predicted = bandwidthOf(offered, model.bytes, instances)
  const perSecond = offered.messages.websocket + offered.messages.upgrade + offered.messages.polling
  const measured = (metric: 'message.bytesUp' | 'message.bytesDown'): number | undefined => {
    const bytes = result.trials.flatMap((trial) => (trial.status === 'completed' ? (trial.metrics[metric] ?? []) : []))
    return bytes.length === 0 ? undefined : (median(bytes) * perSecond * bitsPerByte) / instances
  }
  const [up, down] = [measured('message.bytesUp'), measured('message.bytesDown')]
  return [
    ...(up === undefined ? [] : [checked(workload, 'in', predicted.in, up)]),
    ...(down === undefined ? [] : [checked(workload, 'out', predicted.out, down)]),
  ]
}
