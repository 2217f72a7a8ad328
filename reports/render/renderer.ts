import type { Report } from '../report.ts'

/** How and where a report is shown. */
export interface RenderOptions {
  /** Columns of the terminal. */
  readonly width: number
  readonly color: boolean
  /** Where the report lies, to be named at the end. */
  readonly path?: string
  /** Where its page lies, to be named below that. */
  readonly page?: string
}

/** Turns a report into text; pure, so that one report always looks the same. */
export type Renderer = (report: Report, options: RenderOptions) => string
