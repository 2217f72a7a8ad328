import type { CostModel } from './model/cost-model.ts'
import { ReportError } from './report-error.ts'
import { readReport } from './read-report.ts'
import type { Report } from './report.ts'
import { programName } from './program-name.ts'

/** A report with a cost model. */
export type Calibration = Report & { readonly model: CostModel }

/** Reads the report of a calibration. Rejects with a {@link ReportError} as `readReport` does, and where it has no costs. */
export async function readCalibration(path: string): Promise<Calibration> {
  const report = await readReport(path)
  const { model } = report
  if (model !== undefined) return { ...report, model }
  throw new ReportError(path, [`has no costs; "${programName('bench')} calibrate" makes a report with them`])
}
