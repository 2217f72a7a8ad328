/** Worker logs that cannot be added up; each problem is one line that says what is wrong where, and what to do. */
export class MergeError extends Error {
  override readonly name = 'MergeError'
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.problems = problems
  }
}
