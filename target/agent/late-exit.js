/**
 * Gives a profiler that runs inside a process the time to write what it has gathered.
 *
 * Clinic's Doctor and Heap Profiler write at `beforeExit`, or some moments after SIGINT, and end the process themselves when
 * they have. An application that shuts down in order and calls `process.exit` is faster, and the profile would be lost. So the
 * first call only announces the end, and returns; the profiler's own call then ends the process, with the exit code of the first one.
 */
import { setTimeout } from 'node:timers'

/** The most that a profiler may take, in milliseconds. */
const patienceMs = 15_000

const exit = process.exit.bind(process)

process.exit = /** @type {typeof process.exit} */ (
  (/** @type {number | string | null | undefined} */ code) => {
    const exitCode = code ?? process.exitCode ?? 0
    process.exit = () => exit(exitCode)
    setTimeout(exit, patienceMs, exitCode)
    process.emit('beforeExit', Number(exitCode))
  }
)
