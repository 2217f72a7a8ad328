import { benchPlan } from './bench-plan/bench-plan.ts'
import { interruptible } from './cli/interruption.ts'

/** `npm run bench:plan`: checks the cost model on workloads that it was not fitted to. Returns the exit code; Ctrl-C ends it in order. */
export function main(args: readonly string[]): Promise<number> {
  return interruptible((signal) => benchPlan(args, process.stdout, process.stderr, signal))
}
