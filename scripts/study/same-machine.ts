import { availableParallelism, cpus } from 'node:os'
import type { Environment } from '../../reports/report.ts'
import { ReportError } from '../../reports/report-error.ts'
import { programName } from '../cli/program/program-name.ts'

/** What a machine is told by. */
export type MachineName = Pick<Environment, 'cpu' | 'cores'>

/** This machine; to be asked before this process is pinned. */
export function thisMachine(): MachineName {
  return { cpu: cpus()[0]?.model.trim() || 'unknown', cores: availableParallelism() }
}

/** Throws a `ReportError` where a calibration was made on another machine, since its costs cannot be checked here. */
export function requireSameMachine(path: string, { cpu, cores }: MachineName, here: MachineName = thisMachine()): void {
  if (cpu === here.cpu && cores === here.cores) return
  throw new ReportError(path, [
    `was made on ${cpu} with ${cores} cores, and this machine is ${here.cpu} with ${here.cores}; calibrate here with "${programName('bench')} calibrate"`,
  ])
}
