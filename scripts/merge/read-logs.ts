import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { MergeError } from '../../load/fleet/merge-error.ts'
import { parseWorkerLog } from '../../load/fleet/read-worker-log.ts'
import type { WorkerLog } from '../../load/fleet/worker-log.ts'

/**
 * Reads worker logs: files, and all files of folders. Rejects with a `MergeError` with the problems of all of them, one line each.
 */
export async function readLogs(paths: readonly string[]): Promise<WorkerLog[]> {
  const problems: string[] = []
  const files = await Promise.all(paths.map((path) => filesOf(path, problems)))
  const logs: WorkerLog[] = []
  for (const file of files.flat()) {
    try {
      logs.push(parseWorkerLog(await readFile(file, 'utf8'), file))
    } catch (error) {
      problems.push(...problemsOf(error, file))
    }
  }
  if (problems.length > 0) throw new MergeError(problems)
  return logs
}

async function filesOf(path: string, problems: string[]): Promise<string[]> {
  try {
    if (!(await stat(path)).isDirectory()) return [path]
    const names = (await readdir(path)).filter((name) => !name.startsWith('.')).sort()
    if (names.length === 0) problems.push(`${path}: this folder is empty; GATECRASH_LOG names the folder of the logs`)
    return names.map((name) => join(path, name))
  } catch (error) {
    problems.push(...problemsOf(error, path))
    return []
  }
}

function problemsOf(error: unknown, path: string): readonly string[] {
  if (error instanceof MergeError) return error.problems
  const { code, message } = error as NodeJS.ErrnoException
  return [`${path}: ${code === 'ENOENT' ? 'there is no such file' : `cannot be read: ${message}`}`]
}
