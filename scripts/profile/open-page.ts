import { spawn } from 'node:child_process'
import { findExecutable } from '../../target/executable.ts'

/** Whether there is somebody to show a page to, and where: a terminal, and a desktop. */
export function hasDesktop(env: NodeJS.ProcessEnv, isTerminal: boolean): boolean {
  if (!isTerminal || env['CI'] !== undefined) return false
  return process.platform === 'darwin' || Boolean(env['DISPLAY'] ?? env['WAYLAND_DISPLAY'])
}

/** Opens a file with the program that the desktop has for it; resolves with whether there is such a program. */
export async function openPage(path: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  const names = process.platform === 'darwin' ? ['open'] : ['xdg-open']
  const program = await findExecutable(names, env['PATH'] ?? '')
  if (program === undefined) return false
  const child = spawn(program, [path], { detached: true, stdio: 'ignore' })
  child.on('error', () => {
    // Its path is printed in any case.
  })
  child.unref()
  return true
}
