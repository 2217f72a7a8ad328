import { readdirSync, readFileSync } from 'node:fs'

/** Processes below `parent`, however deep, whose command line holds `text`; read from `/proc`. */
export function descendantsOf(parent: number, text = ''): readonly number[] {
  const parents = new Map<number, number>()
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue
    const ppid = read(`/proc/${entry}/status`).match(/^PPid:\s+(\d+)$/m)?.[1]
    if (ppid !== undefined) parents.set(Number(entry), Number(ppid))
  }
  const isBelow = (pid: number): boolean => {
    const above = parents.get(pid)
    return above !== undefined && (above === parent || isBelow(above))
  }
  return [...parents.keys()].filter((pid) => isBelow(pid) && read(`/proc/${pid}/cmdline`).includes(text))
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
