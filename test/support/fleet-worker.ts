/** A worker thread as Artillery runs one; its `workerData` are where the log goes, and whether it comes to its end. */
import { parentPort, workerData } from 'node:worker_threads'
import { Book } from '../../load/fleet/book.ts'
import { writeLogAtEnd } from '../../load/fleet/log-destination.ts'

const { destination, end } = workerData as { destination: string; end: 'done' | 'exit' }
const book = new Book({ worker: 'abc123', engine: 'gatecrash', script: 'a.yml', run: 'r', target: 't' })
writeLogAtEnd(book, destination)
book.count('connects')
if (end === 'exit') process.exit(7)
parentPort?.on('message', () => process.exit(0))
parentPort?.postMessage({ event: 'stats' })
parentPort?.postMessage({ event: 'done' })
