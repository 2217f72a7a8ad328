import { spawn } from 'node:child_process'
import { once } from 'node:events'

const script = 'read -r line || { kill -KILL "$1"; rm -rf -- "$2"; } 2>/dev/null'

/**
 * Ends a process and removes its directory when we are ended by force, for programs that would outlive us.
 *
 * A shell waits for a line from us. If the pipe closes without one we are gone, however that came about. Windows has no
 * such shell: there, nothing is guarded. A negative process id stands for a process group, as in kill(2).
 */
export class OrphanGuard {
  readonly #release: () => Promise<void>

  constructor(pid: number, directory: string) {
    if (process.platform === 'win32') {
      this.#release = () => Promise.resolve()
      return
    }
    const shell = spawn('/bin/sh', ['-c', script, 'orphan-guard', String(pid), directory], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    })
    const ended = once(shell, 'close').catch(() => undefined)
    shell.stdin.on('error', () => {
      // The shell is gone already, and with it what we would tell it.
    })
    this.#release = async () => {
      shell.stdin.end('released\n')
      await ended
    }
  }

  /** Ends the watch; call it after the process has ended. */
  release(): Promise<void> {
    return this.#release()
  }
}
