import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isMainThread } from 'node:worker_threads'
import type { Book } from './book.ts'
import { onWorkerEnd } from './worker-end.ts'
import type { WorkerLog } from './worker-log.ts'

const putTimeoutMs = 60_000
const putAttempts = 3

/** Where worker logs go: a folder or an http(s) URL, named by `GATECRASH_LOG`; `undefined`: nowhere. */
export function logDestination(option?: string, environment: NodeJS.ProcessEnv = process.env): string | undefined {
  return environment['GATECRASH_LOG'] || option || undefined
}

/**
 * Writes the book's log for this worker thread of Artillery: at once, incomplete, so that a worker that is killed is missed by
 * whoever merges; and when the worker ends, whole, or incomplete where it is cut short. In between nothing is written: that
 * would take time from the load. What goes wrong is printed; elsewhere than in a worker thread nothing is done.
 */
export function keepWorkerLog(book: Book, destination: string): void {
  if (isMainThread) return
  const announced = writeOrTell(book.log(false), destination)
  onWorkerEnd({
    async finished() {
      // The log that is put last is the one that stays.
      await announced
      await writeOrTell(book.log(true), destination)
    },
    cutShort() {
      // An exit leaves no time for a request.
      if (!isUrl(destination)) writeIntoFolder(book.log(false), destination)
    },
  })
}

async function writeOrTell(log: WorkerLog, destination: string): Promise<void> {
  try {
    await writeWorkerLog(log, destination)
  } catch (error) {
    console.error(`gatecrash: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/**
 * Writes a log as `<run>-<worker>.json` into a folder, under another name until it is whole, or puts it to
 * `<url>/<run>-<worker>.json`. Throws an `Error` that names the destination where that cannot be done.
 */
export async function writeWorkerLog(log: WorkerLog, destination: string): Promise<void> {
  if (isUrl(destination)) await put(log, destination)
  else writeIntoFolder(log, destination)
}

function isUrl(destination: string): boolean {
  return /^https?:\/\//i.test(destination)
}

function nameOf({ run, worker }: WorkerLog): string {
  return `${run.replace(/[^\w.-]/g, '_')}-${worker}.json`
}

function writeIntoFolder(log: WorkerLog, folder: string): void {
  const path = join(folder, nameOf(log))
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${path}.part`, JSON.stringify(log))
  renameSync(`${path}.part`, path)
}

async function put(log: WorkerLog, destination: string): Promise<void> {
  const url = new URL(destination)
  url.pathname = `${url.pathname.replace(/\/$/, '')}/${nameOf(log)}`
  const body = JSON.stringify(log)
  for (let attempt = 1; ; attempt++) {
    const failure = await attemptPut(url, body)
    if (failure === undefined) return
    if (attempt === putAttempts) {
      throw new Error(`the worker log could not be put to ${url.origin}${url.pathname}: ${failure}`)
    }
  }
}

async function attemptPut(url: URL, body: string): Promise<string | undefined> {
  try {
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(url, { method: 'PUT', headers, body, signal: AbortSignal.timeout(putTimeoutMs) })
    await response.arrayBuffer()
    return response.ok ? undefined : `it answered ${response.status}`
  } catch (error) {
    return error instanceof Error ? ((error.cause as Error | undefined)?.message ?? error.message) : String(error)
  }
}
