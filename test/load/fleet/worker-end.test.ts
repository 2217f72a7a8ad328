import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { expect, onTestFinished, test } from 'vitest'
import { parseWorkerLog } from '../../../load/fleet/read-worker-log.ts'
import type { WorkerLog } from '../../../load/fleet/worker-log.ts'
import { logReceiver } from '../../support/log-receiver.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** Runs a worker thread like Artillery does: it is told to stop once it says that it is done, and ended by force when it never will. */
async function run(destination: string, end: 'done' | 'exit' | 'never') {
  const worker = new Worker(new URL('../../support/fleet-worker.ts', import.meta.url), {
    workerData: { destination, end },
    stderr: true,
  })
  onTestFinished(() => void worker.terminate())
  const events: string[] = []
  let printed = ''
  worker.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  worker.on('message', ({ event }: { event: string }) => {
    events.push(existsSync(join(destination, 'r-abc123.json')) ? `${event}, log written` : event)
    if (event === 'done') worker.postMessage('stop')
    else if (end === 'never') void worker.terminate()
  })
  await once(worker, 'exit')
  return { events, printed }
}

async function logIn(folder: string): Promise<WorkerLog> {
  return parseWorkerLog(await readFile(join(folder, 'r-abc123.json'), 'utf8'), 'log')
}

test('a worker says that it is done when its log has been written', async () => {
  const folder = await temporaryFolder()
  const { events } = await run(folder, 'done')
  expect(events.at(-1)).toBe('done, log written')
  expect(await logIn(folder)).toMatchObject({ complete: true, counters: { connects: 1 } })
})

test('a worker that exits before leaves an incomplete log', async () => {
  const folder = await temporaryFolder()
  await run(folder, 'exit')
  expect(await logIn(folder)).toMatchObject({ complete: false, counters: { connects: 1 } })
})

test('a worker that is ended by force leaves an incomplete log, so that it is missed', async () => {
  const folder = await temporaryFolder()
  await run(folder, 'never')
  expect(await logIn(folder)).toMatchObject({ complete: false, counters: {} })
})

test('a log that is put to a URL is put once at the beginning, incomplete, and whole at the end', async () => {
  const { url, received } = await logReceiver()
  await run(url, 'done')
  expect(received.map(({ body }) => parseWorkerLog(body, 'log').complete)).toEqual([false, true])
})

test('a worker whose log cannot be written says so and comes to its end', async () => {
  const { events, printed } = await run('http://127.0.0.1:1/logs', 'done')
  expect(events).toContain('done')
  expect(printed).toContain('could not be put to http://127.0.0.1:1/logs/r-abc123.json')
})
