/** The generator itself broke, or needs more than the machine gives it: never the target's doing. */
export class GeneratorError extends Error {
  override readonly name = 'GeneratorError'
  /** `open-files`: nothing can be measured until the person changes something. */
  readonly code: 'generator' | 'open-files'

  constructor(message: string, code: 'generator' | 'open-files' = 'generator') {
    super(message)
    this.code = code
  }
}
