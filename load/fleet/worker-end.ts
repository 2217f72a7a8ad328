import { parentPort } from 'node:worker_threads'

/** What is to be done when a worker of Artillery ends; one of the two, once. */
export interface WorkerEnd {
  /** Every virtual user has ended: the worker is not done before this has settled. */
  finished(): Promise<void>
  /** The worker exits before that: only synchronous work is done. */
  cutShort(): void
}

/**
 * Calls `finished` or `cutShort` when this worker thread ends; elsewhere nothing, since hooks run in the main thread.
 *
 * Artillery has no end for engines, and its end for plugins is not waited for: once the last worker has said that it is
 * done, the process exits within two seconds (Artillery 2.0.34, `cmds/run.js`, `gracefulShutdown`). So that message is held back.
 */
export function onWorkerEnd(end: WorkerEnd): void {
  const port = parentPort
  if (port === null) return
  let ended = false
  process.once('exit', () => {
    if (!ended) end.cutShort()
  })
  const post = port.postMessage.bind(port)
  port.postMessage = (message: unknown, ...rest: never[]) => {
    if (ended || !isDone(message)) return post(message, ...rest)
    void end.finished().finally(() => {
      ended = true
      post(message, ...rest)
    })
  }
}

function isDone(message: unknown): boolean {
  return typeof message === 'object' && message !== null && 'event' in message && message.event === 'done'
}
