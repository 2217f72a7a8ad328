import { readdirSync, readFileSync } from 'node:fs'

/** The environment variable that a test gives to what it starts, so that everything started by that is known by it. */
export const processTag = 'GATECRASH_TEST_TAG'

/** Processes that run with the tag, with their command lines; read from `/proc/<pid>/environ`, which children inherit. */
export function taggedProcesses(tag: string): readonly { readonly pid: number; readonly command: string }[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .filter((pid) => read(`/proc/${pid}/environ`).split('\0').includes(`${processTag}=${tag}`))
    .map((pid) => ({ pid: Number(pid), command: read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ') }))
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    // It has ended since the folder was read, or is not ours.
    return ''
  }
}
