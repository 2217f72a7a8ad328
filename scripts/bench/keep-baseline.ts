import { saveBaseline } from '../../reports/baseline.ts'
import type { Report } from '../../reports/report.ts'

const failed = 3

/**
 * Stores the report of a run as a baseline, if the run ended with one that others may be compared with; a missed objective
 * does not matter to that. Resolves with what to say of it, without a full stop. Rejects as `saveBaseline` does.
 */
export async function keepBaseline(name: string, report: Report, exitCode: number, folder: string): Promise<string> {
  if (exitCode >= failed) {
    const why = exitCode === failed ? 'a trial failed, or too few were valid' : 'the run was interrupted'
    return `baseline ${name}: not stored, because ${why}`
  }
  const { path, replaced } = await saveBaseline(name, report, folder)
  return `baseline ${name}: stored as ${path}${replaced === undefined ? '' : `, in place of the one of ${dayOf(replaced)}`}`
}

function dayOf(createdAt: string): string {
  return `${createdAt.slice(0, 16).replace('T', ' ')} UTC`
}
