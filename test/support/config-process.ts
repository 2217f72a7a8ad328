import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { temporaryFolder } from './temporary-folder.ts'

const execute = promisify(execFile)
const loader = new URL('../../scripts/config/load-config.ts', import.meta.url).href
const program = `
const { loadConfig } = await import(${JSON.stringify(loader)})
const loaded = await loadConfig({ folder: process.cwd(), named: process.argv[1], env: process.env })
console.log(JSON.stringify(loaded))
`

/** What a process that loads a configuration has made of it; `err` is what it has written besides. */
export interface LoadedByProcess {
  readonly config?: Readonly<Record<string, unknown>>
  readonly problems?: readonly string[]
  readonly err: string
}

/**
 * Writes files into a folder and loads the configuration in it, in a process of its own, since vitest would read modules in its
 * own way.
 */
export async function loadInProcess(files: Readonly<Record<string, string>>, named?: string): Promise<LoadedByProcess> {
  const cwd = await temporaryFolder()
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(cwd, name)), { recursive: true })
    await writeFile(join(cwd, name), text)
  }
  const args = ['--input-type=module', '--eval', program, ...(named === undefined ? [] : [named])]
  const { stdout, stderr } = await execute(process.execPath, args, { cwd })
  return { ...(JSON.parse(stdout) as object), err: stderr }
}
