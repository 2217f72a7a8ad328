import type { Warning } from '../../load/warning.ts'
import { counted } from '../render/counted.ts'
import { formatNumber } from '../render/number-format.ts'
import { aimedCoverage } from '../statistics/median-interval.ts'
import type { ConnectionCost } from './connection-costs.ts'
import type { FittedCost } from './cost-fit.ts'
import { costMeanings } from './cost-meanings.ts'
import { costIds, type CostId, type CostModel } from './cost-model.ts'
import type { MachineSpeed } from './machine-speed.ts'
import type { Observations } from './observation.ts'

/** What warnings about a model are made from. */
interface ModelFacts {
  readonly residuals: CostModel['residuals']
  readonly fitted: readonly FittedCost[]
  readonly connections: readonly ConnectionCost[]
  readonly leftOut: Observations['leftOut']
  readonly speed: MachineSpeed
}

const mostResidual = 0.1
/** How many workloads a warning names before it only counts them. */
const mostNamed = 3

/** What a reader must know about a model: where it does not fit, what it cannot tell, and what it could not use. */
export function modelWarnings(facts: ModelFacts): Warning[] {
  return [
    ...facts.residuals.flatMap(residualWarning),
    ...togetherWarnings(facts.fitted),
    ...fewTrials(facts.connections),
    ...leftOutWarnings(facts.leftOut),
    ...unwitnessed(facts.speed),
  ]
}

function residualWarning({ workload, resource, measured, predicted }: CostModel['residuals'][number]): Warning[] {
  const share = predicted / measured - 1
  if (!(Math.abs(share) > mostResidual)) return []
  const name = resource === 'gateway' ? 'the gateway' : 'Redis'
  const beside = `${percent(Math.abs(share))} ${share > 0 ? 'more' : 'less'} than was measured`
  return [
    {
      code: 'residual-large',
      message: `${workload}: by the fitted costs ${name} takes ${beside}.`,
      advice: 'Measure it with more trials; if it stays so, do not plan for work of this kind with these costs.',
    },
  ]
}

/** One warning for each set of costs that always came together. */
function togetherWarnings(fitted: readonly FittedCost[]): Warning[] {
  const sets = fitted.filter(({ told }) => !told).map(({ id, partners }) => new Set([id, ...partners]))
  return joined(sets).map((ids) => ({
    code: 'costs-not-told-apart',
    message: `The workloads cannot tell these costs apart, only what they make together: ${labelsOf(ids)}.`,
    advice: 'Use their sum for work like that of the calibration, and add workloads in which they differ.',
  }))
}

/** Sets that have a member in common become one. */
function joined(sets: readonly ReadonlySet<CostId>[]): ReadonlySet<CostId>[] {
  return sets.reduce<ReadonlySet<CostId>[]>((done, set) => {
    const touching = done.filter((other) => [...other].some((id) => set.has(id)))
    return [
      ...done.filter((other) => !touching.includes(other)),
      new Set([...touching, set].flatMap((one) => [...one])),
    ]
  }, [])
}

function labelsOf(ids: ReadonlySet<CostId>): string {
  return costIds.flatMap((id) => (ids.has(id) ? [costMeanings[id].label] : [])).join(', ')
}

/** One warning for each reason. */
function leftOutWarnings(leftOut: Observations['leftOut']): Warning[] {
  return [...Map.groupBy(leftOut, ({ reason }) => reason)].map(([reason, group]) => {
    const named = group.slice(0, mostNamed).map(({ workload }) => workload)
    const more = group.length - named.length
    const list = [named.join('; '), ...(more > 0 ? [`${more} more`] : [])].join(' and ')
    return {
      code: 'workload-left-out',
      message: `${counted(group.length, 'workload')} left out of the fit, because ${reason}: ${list}.`,
      advice: 'Measure again, at lower rates where the machine could not carry them.',
    }
  })
}

function fewTrials(connections: readonly ConnectionCost[]): Warning[] {
  const few = connections.filter(({ coverage }) => coverage < aimedCoverage)
  if (few.length === 0) return []
  const each = few.map(({ id, trials, coverage }) => `${id} (${trials} trials: ${percent(coverage)})`)
  return [
    {
      code: 'too-few-trials-for-the-interval',
      message: `Some intervals hold the true median less often than in 95 % of runs: ${each.join(', ')}.`,
      advice: 'Six trials reach 95 %.',
    },
  ]
}

function unwitnessed({ unwitnessed: trials }: MachineSpeed): Warning[] {
  if (trials === 0) return []
  return [
    {
      code: 'reference-load-missing',
      message: `The reference load was not read beside ${trials} trials, whose CPU time is taken as it was measured.`,
      advice: 'Calibrate again, or mind that the speed of the machine may have differed in those.',
    },
  ]
}

function percent(share: number): string {
  return `${formatNumber(share * 100, share < 0.1 ? 1 : 0)} %`
}
