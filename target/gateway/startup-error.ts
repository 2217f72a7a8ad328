/** A gateway that cannot start because of its surroundings; the message is one line that says what to do. */
export class StartupError extends Error {
  override readonly name = 'StartupError'
}
