import { createHash } from 'node:crypto'
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import { threadId } from 'node:worker_threads'
import type { WorkerLog } from './worker-log.ts'

/** CPU time of this process since it began, in microseconds. */
export function processCpuMicros(): number {
  const { user, system } = process.cpuUsage()
  return user + system
}

/** Where this worker runs, and what its process has used so far; `cpuBeforeMicros`: what it had used when the worker began. */
export function workerIdentity(cpuBeforeMicros: number): Pick<WorkerLog, 'host' | 'process'> {
  const { pid } = process
  return {
    host: hashOf(bootId()),
    process: {
      id: hashOf(`${bootId()} ${pidNamespace()} ${pid} ${processStart()}`),
      pid,
      thread: threadId,
      cpuMicros: processCpuMicros(),
      cpuBeforeMicros,
      rssBytes: process.memoryUsage.rss(),
    },
  }
}

/** What the kernel calls its present boot: all its containers read the same, and they share its clock. */
function bootId(): string {
  return read('/proc/sys/kernel/random/boot_id') ?? hostname()
}

/** Containers of one host may use the same process numbers. */
function pidNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid')
  } catch {
    return ''
  }
}

/** When the process began, in ticks since the boot (field 22 of proc_pid_stat(5)); its name may contain spaces. */
function processStart(): string {
  return read('/proc/self/stat')?.split(') ').at(-1)?.split(' ')[19] ?? ''
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return undefined
  }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}
