import type { CostModel } from '../model/cost-model.ts'
import { beyondOf } from './beyond.ts'
import type { Demand } from './demand.ts'
import { judge, type Subject } from './judgement.ts'
import { lackingCosts } from './lacking-costs.ts'
import { scaled } from './offered-of.ts'
import type { Judgement, WhatIf } from './plan.ts'
import { fewestOrNearest } from './search.ts'

const usualFactors = [1.5, 2]
const largerPayload = 4

/** Other numbers of instances for the same demand, and what is needed for other demands, as far as there are costs for them. */
export function whatIfsOf(subject: Subject, model: CostModel, instances: number): WhatIf[] {
  const least = 1 + subject.demand.policy.spareInstances
  const counts = new Set([instances - 1, instances, instances + 1, 2 * instances])
  const isAlone = subject.demand.deployment.adapter === 'memory'
  const given = [...counts].filter((count) => count >= least && !(isAlone && count > 1))
  const row = (name: string, asked: boolean, demand: Demand, judged: Judgement): WhatIf => {
    return { name, asked, judged, beyond: beyondOf(demand, model, judged.failed) }
  }
  return [
    ...given.map((count) => row(countName(count, instances), true, subject.demand, judge(subject, count))),
    ...otherDemands(subject).map(([name, demand]) => {
      return row(name, false, demand, fewestOrNearest({ ...subject, demand }))
    }),
  ]
}

function otherDemands({ demand, prices }: Subject): (readonly [string, Demand])[] {
  const polling = allPolling(demand)
  const { growth, presence, transports, payload } = demand
  const factors = new Set([...(growth === undefined ? [] : [growth]), ...usualFactors])
  return [
    ...[...factors].flatMap((factor) => [
      [`users x${factor}, in more rooms`, scaled(demand, factor)] as const,
      [`users x${factor}, in larger rooms`, scaled(demand, factor, 'larger')] as const,
    ]),
    ...(transports.polling === 1 || lackingCosts(polling, prices).length > 0
      ? []
      : [['all users polling', polling] as const]),
    [`payload x${largerPayload}`, { ...demand, payload: payload * largerPayload }],
    [`presence ${presence === 'on' ? 'off' : 'on'}`, { ...demand, presence: presence === 'on' ? 'off' : 'on' }],
  ]
}

/** The same demand if every user polled, as behind a proxy that lets no websocket through. */
export function allPolling(demand: Demand): Demand {
  return { ...demand, transports: { websocket: 0, upgrade: 0, polling: 1 } }
}

function countName(count: number, instances: number): string {
  if (count === instances) return 'this answer'
  if (count === 2 * instances && count !== instances + 1) return 'twice the instances'
  return count < instances ? 'one instance less' : 'one instance more'
}
