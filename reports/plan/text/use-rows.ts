import type { Plan, Use } from '../plan.ts'
import { betweenText, resourceFigure, resourceLabel, shareText } from './resource-words.ts'

/** One resource of the answer in words: what is used, between which ends, of what. */
export interface UseRow {
  readonly use: Use
  readonly label: string
  readonly value: string
  /** Empty where the costs make no difference. */
  readonly interval: string
  readonly limit: string
  readonly share: string
}

/** The resources of the answer, the scarcest first. */
export function useRows({ answer, ends }: Plan): UseRow[] {
  return answer.uses.map((use) => {
    const { resource, value, limit } = use
    const [low, high] = [ends.low, ends.high].map((uses) => {
      return uses.find((one) => one.resource === resource)?.value ?? null
    }) as [number | null, number | null]
    const isSame = low === value && high === value
    return {
      use,
      label: resourceLabel(resource),
      value: resourceFigure(resource, value),
      interval: isSame ? '' : betweenText(resource, low, high),
      limit: resourceFigure(resource, limit),
      share: shareText(use),
    }
  })
}

/** Which instances the uses are of. */
export function useCaption({ answer: { instances, failed } }: Plan): string {
  const spare = instances - failed.instances
  return spare === 0
    ? `Of ${instances === 1 ? 'the one instance' : `one of ${instances} instances`}, at peak.`
    : `Of ${failed.instances === 1 ? 'the one instance that is' : `one of the ${failed.instances} instances that are`} left when ${spare} of ${instances} ${spare === 1 ? 'has' : 'have'} failed, at peak; Redis and the storm with all of them up.`
}
