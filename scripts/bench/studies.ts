import { calibrate } from '../calibrate/calibrate.ts'
import type { ProgressStream } from '../cli/live-line.ts'
import { scale } from '../scale/scale.ts'

/** A study: a designed set of workloads in place of scenarios, with a command line of its own. */
export type StudyCommand = (
  args: readonly string[],
  out: ProgressStream,
  err: ProgressStream,
  signal: AbortSignal,
) => Promise<number>

/** The studies that `npm run bench` can be told to make in place of scenarios: their name comes first. */
export const studies: ReadonlyMap<string, StudyCommand> = new Map([
  ['calibrate', calibrate],
  ['scale', scale],
])
