import type { Verb } from '../step.ts'

/** Prints a line, for those who write a script. */
export const log: Verb = {
  beside: [],
  check: () => undefined,
  compile(step, flow) {
    const line = flow.template(step['log'])
    return ({ context }) => {
      console.log(line(context))
    }
  },
}
