import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

import { TargetError } from './target-error.ts'

/** How many files a process may have open. */
export interface OpenFilesLimit {
  readonly soft: number
  /** What the soft limit may be raised to without privileges. */
  readonly hard: number
}

/** Reads the limit of a process from `/proc/<pid>/limits` (proc(5)); `undefined` where there is no such file. */
export async function readOpenFilesLimit(pid: number): Promise<OpenFilesLimit | undefined> {
  const limits = await readFile(`/proc/${pid}/limits`, 'utf8').catch(() => '')
  const match = /^Max open files\s+(\S+)\s+(\S+)/m.exec(limits)
  if (match === null) return undefined
  const numberOf = (text: string | undefined): number =>
    text === 'unlimited' ? Number.POSITIVE_INFINITY : Number(text)
  return { soft: numberOf(match[1]), hard: numberOf(match[2]) }
}

/**
 * Makes sure a process may open `files` files, raising its limit where that is permitted.
 *
 * Rejects with a `TargetError` (`open-files`) that names the limit and the remedy where it is not permitted. Where limits
 * cannot be read (outside Linux) it does nothing. `what` is what the message calls the process.
 */
export async function allowOpenFiles(what: string, pid: number, files: number): Promise<void> {
  const limit = await readOpenFilesLimit(pid)
  if (limit === undefined || limit.soft >= files) return
  const hard = Math.max(limit.hard, files)
  try {
    await promisify(execFile)('prlimit', ['--pid', String(pid), `--nofile=${files}:${hard}`])
  } catch (error) {
    throw new TargetError('open-files', refusal(what, files, limit), { cause: error })
  }
}

function refusal(what: string, files: number, limit: OpenFilesLimit): string {
  const need = `${what} needs ${files} open files, but its limit is ${limit.soft} and may be raised to ${limit.hard} at most`
  const remedy = `use fewer users, or raise the limit first: "ulimit -n ${files}" as root, LimitNOFILE=${files} in a systemd unit, or --ulimit nofile=${files} for a container`
  return `${need}: ${remedy}.`
}
