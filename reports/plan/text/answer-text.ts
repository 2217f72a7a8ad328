import { counted } from '../../render/counted.ts'
import { formatNumber } from '../../render/number-format.ts'
import { isTooMuch } from '../judgement.ts'
import type { Plan, Use } from '../plan.ts'
import { bindingName, resourceFigure } from './resource-words.ts'

/** The answer in a sentence or two: how many instances, and what binds. */
export function answerText(plan: Plan): string {
  const { demand, needed, answer } = plan
  const asked = demand.deployment.instances
  if (asked !== undefined) {
    return answer.met
      ? `${counted(asked, 'instance')} ${asked === 1 ? 'is' : 'are'} enough${spareText(plan)}. ${scarcestText(plan)} ${neededText(plan)}`
      : `${counted(asked, 'instance')} ${asked === 1 ? 'is' : 'are'} not enough${spareText(plan)}: ${lackText(answer.uses.filter(isTooMuch))}. ${neededText(plan)}`
  }
  if (needed.value === null) return `No number of instances will do: ${noneText(plan)}.`
  return `${counted(needed.value, 'instance')}${intervalText(plan)}${spareText(plan)}. ${bindsText(plan)}`
}

/** Why not even more instances keep the policy. */
function noneText(plan: Plan): string {
  const { answer, binds, demand } = plan
  if (demand.deployment.adapter === 'memory') {
    return `the adapter memory allows one, and for that ${lackText(answer.uses.filter(isTooMuch))}`
  }
  if (binds !== 'redis')
    return `with ${formatNumber(answer.instances)} of them ${lackText(answer.uses.filter(isTooMuch))}`
  const redis = answer.uses.filter(({ resource }) => resource === 'redis')
  return `with ${formatNumber(answer.instances)} of them ${lackText(redis)}, and more of them take more of it`
}

/** What keeps the instances from being fewer. */
function bindsText({ binds, answer, demand }: Plan): string {
  if (binds !== 'spare') {
    return `What binds is ${bindingName(binds)}: with ${counted(answer.instances - 1, 'instance')} it would be too much.`
  }
  return demand.policy.spareInstances === 0
    ? 'Nothing binds, and there cannot be fewer.'
    : 'Nothing else binds: it takes so many that the spare ones may fail.'
}

function scarcestText({ answer }: Plan): string {
  const [use] = answer.uses
  return use === undefined ? '' : `Scarcest is ${bindingName(use.resource)}.`
}

function neededText({ needed }: Plan): string {
  return needed.value === null
    ? 'No number of them will do.'
    : `The fewest that will do are ${formatNumber(needed.value)}.`
}

/** How much is used of each of some resources, and how much is allowed. */
function lackText(uses: readonly Use[]): string {
  return uses
    .map(({ resource, value, limit }) => {
      return `${bindingName(resource)} is ${resourceFigure(resource, value)} (allowed: ${resourceFigure(resource, limit)})`
    })
    .join(', ')
}

function intervalText({ needed: { value, low, high } }: Plan): string {
  if (low === value && high === value) return ''
  return ` (${low ?? 'more'} to ${high ?? 'no number'})`
}

function spareText({ demand: { policy } }: Plan): string {
  const { spareInstances } = policy
  return spareInstances === 0 ? '' : `, of which ${formatNumber(spareInstances)} may fail`
}
