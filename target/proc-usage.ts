import { readdir, readFile } from 'node:fs/promises'
import { notMeasured } from './not-measured.ts'
import type { InstanceUsage } from './target.ts'

/** Linux tells CPU time to programs in hundredths of a second on every architecture that Node runs on (`USER_HZ`). */
const msPerTick = 10
/** Positions after the name in `/proc/<pid>/stat`: utime, stime and those of children that have ended (proc_pid_stat(5)). */
const tickFields = [11, 12, 13, 14]

/**
 * Reads the CPU time and the resident memory of a process and of all that it has started, from Linux's `/proc`. Memory that
 * processes share is counted with each of them. `undefined` where there is no such process, or no such folder.
 */
export async function readProcUsage(pid: number): Promise<InstanceUsage | undefined> {
  const readings = await Promise.all((await familyOf(pid)).map(readProcess))
  const found = readings.filter((reading) => reading !== undefined)
  if (found.length === 0) return undefined
  const at = Number(process.hrtime.bigint()) / 1e6
  const sum = (of: (reading: ProcessReading) => number): number => found.reduce((all, one) => all + of(one), 0)
  return { ...notMeasured, source: 'proc', at, cpuMs: sum(({ cpuMs }) => cpuMs), rssBytes: sum(({ rss }) => rss) }
}

interface ProcessReading {
  readonly cpuMs: number
  readonly rss: number
}

async function readProcess(pid: number): Promise<ProcessReading | undefined> {
  const [stat, status] = await Promise.all([textOf(`/proc/${pid}/stat`), textOf(`/proc/${pid}/status`)])
  if (stat === '') return undefined
  // The name is in parentheses and may hold blanks and parentheses itself.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const ticks = tickFields.reduce((sum, at) => sum + Number(fields[at]), 0)
  const kibibytes = Number(/^VmRSS:\s*(\d+) kB$/m.exec(status)?.[1] ?? 0)
  return { cpuMs: ticks * msPerTick, rss: kibibytes * 1024 }
}

/** A process, its children, and theirs (proc_tid_children(5)). */
async function familyOf(pid: number): Promise<number[]> {
  const threads = await readdir(`/proc/${pid}/task`).catch(() => [])
  const lists = await Promise.all(threads.map((thread) => textOf(`/proc/${pid}/task/${thread}/children`)))
  const children = lists.flatMap((list) => list.split(' ').filter(Boolean).map(Number))
  return [pid, ...(await Promise.all(children.map(familyOf))).flat()]
}

async function textOf(path: string): Promise<string> {
  return await readFile(path, 'utf8').catch(() => '')
}
