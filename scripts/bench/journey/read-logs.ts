import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { mergeWorkerLogs, type Merged } from '../../../load/fleet/merge.ts'
import { parseWorkerLog } from '../../../load/fleet/read-worker-log.ts'
import { JourneyError } from './journey-error.ts'

const extension = '.json'

/**
 * Merges all worker logs of a folder. The processes of one journey have a target each, so they are one mixture by intent.
 * Rejects with a {@link JourneyError} where there is none, and with a `MergeError` where one is damaged.
 */
export async function readLogs(folder: string): Promise<Merged> {
  const names = await readdir(folder).catch(() => [])
  const whole = names.filter((name) => name.endsWith(extension))
  if (whole.length === 0) {
    throw new JourneyError(
      'no-worker-log',
      'No worker of Artillery wrote a log: let the flow begin with "function: watch", or use the engine gatecrash.',
    )
  }
  const logs = whole.map(async (name) => parseWorkerLog(await readFile(join(folder, name), 'utf8'), name))
  return mergeWorkerLogs(await Promise.all(logs), { allowMixed: true })
}
