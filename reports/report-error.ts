/** A report that cannot be read or written. The message is one clear line per problem. */
export class ReportError extends Error {
  override readonly name = 'ReportError'
  /** The file concerned. */
  readonly path: string
  /** One line each: where in the report, what is wrong. */
  readonly problems: readonly string[]

  constructor(path: string, problems: readonly string[], options?: ErrorOptions) {
    super(problems.map((problem) => `${path}: ${problem}`).join('\n'), options)
    this.path = path
    this.problems = problems
  }
}
