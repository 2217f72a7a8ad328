/** The generator itself broke: a bug or a machine out of resources, never the target's doing. */
export class GeneratorError extends Error {
  override readonly name = 'GeneratorError'
  readonly code = 'generator'
}
