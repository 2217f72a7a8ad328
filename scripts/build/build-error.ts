/** The package cannot be built; the message says why. */
export class BuildError extends Error {
  override readonly name = 'BuildError'
}
