import { callProcessor, processorFunction } from '../processor.ts'
import type { Verb } from '../step.ts'
import { stepErrorOf } from '../step-error.ts'

/** Calls a function of the processor: `(context, events, done)`, or `(context, events)` that returns a promise. */
export const callFunction: Verb = {
  beside: [],
  check: (step, where, check) => check.functions(step['function'], `${where}.function`),
  compile(step, flow) {
    const call = processorFunction(flow.config, step['function'] as string)
    return async (user) => {
      try {
        await callProcessor(call, user.context, user.worker.events)
      } catch (error) {
        throw stepErrorOf('function', error)
      }
    }
  },
}
