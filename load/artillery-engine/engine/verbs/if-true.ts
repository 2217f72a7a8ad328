import type { StepSpec, UserContext } from '../artillery.ts'
import { processorFunction } from '../processor.ts'
import type { Flow } from '../step.ts'

/**
 * Whether a user does a step: `ifTrue` is a function of the processor, asked with the variables, or an expression over them
 * in JavaScript; `probability` is in per cent. An expression that cannot be evaluated is taken for true, as in Artillery.
 */
export function conditionOf(params: StepSpec, { config, helpers }: Flow): (context: UserContext) => boolean {
  const { ifTrue } = params
  const isLikely = params['probability'] === undefined ? () => true : () => helpers.isProbableEnough(params)
  if (typeof ifTrue !== 'string') return isLikely
  if (typeof config.processor?.[ifTrue] === 'function') {
    const ask = processorFunction(config, ifTrue)
    return ({ vars }) => isLikely() && Boolean(ask(vars))
  }
  return ({ vars }) => {
    const answer = helpers.evil({ ...vars }, ifTrue)
    return isLikely() && (answer === null || Boolean(answer))
  }
}
