/** A worker thread as Artillery runs one; its `workerData` are where the log goes, and how it ends: by itself, by an exit, or never. */
import { parentPort, workerData } from 'node:worker_threads'
import { Book } from '../../load/fleet/book.ts'
import { keepWorkerLog } from '../../load/fleet/log-destination.ts'

const { destination, end } = workerData as { destination: string; end: 'done' | 'exit' | 'never' }
const book = new Book({ worker: 'abc123', engine: 'gatecrash', script: 'a.yml', run: 'r', target: 't' })
keepWorkerLog(book, destination)
book.count('connects')
if (end === 'exit') process.exit(7)
parentPort?.on('message', () => process.exit(0))
parentPort?.postMessage({ event: 'stats' })
if (end !== 'never') parentPort?.postMessage({ event: 'done' })
