import { OrphanGuard } from '../../../target/orphan-guard.ts'
import { SupervisedProcess } from '../../../target/supervised-process.ts'
import { VersionError } from './version-error.ts'

/** One command that prepares a version. */
export interface Step {
  /** The version it is for, as messages call it: `base HEAD~1`. */
  readonly what: string
  /** What messages call the command. */
  readonly name: string
  readonly command: readonly string[]
  readonly folder: string
  /** Ends the command, and everything that it has started. */
  readonly signal: AbortSignal
  /** Removed where we are ended by force while the command runs, which is ended as well. */
  readonly temporary: string
}

/**
 * Runs a command that prepares a version. Rejects with a {@link VersionError} that holds its last lines where it fails, and where
 * it was interrupted.
 */
export async function runStep({ what, name, command, folder, signal, temporary }: Step): Promise<void> {
  const step = await SupervisedProcess.start({ what: name, command, cwd: folder, env: process.env })
  // Its whole process group: a build starts programs of its own.
  const guard = new OrphanGuard(-step.pid, temporary)
  const kill = (): void => void step.kill()
  if (signal.aborted) kill()
  else signal.addEventListener('abort', kill, { once: true })
  const { exitCode, signal: killedBy } = await step.exited
  signal.removeEventListener('abort', kill)
  await guard.release()
  if (exitCode === 0) return
  const how = killedBy === null ? `ended with exit code ${exitCode}` : `was killed by ${killedBy}`
  throw new VersionError(`${what}: "${name}" ${how}; its last lines:`, step.lastLines)
}
