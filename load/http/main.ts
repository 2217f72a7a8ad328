import type { CallMessage, CallRequest } from '../called-process.ts'
import { HttpWorker } from './http-worker.ts'

// Entry of an HTTP worker process. The parent speaks first; when the parent is gone, nobody wants the figures.

const worker = new HttpWorker()

function post(message: CallMessage<never>): void {
  if (process.connected) process.send?.(message)
}

async function answer({ id, call, args }: CallRequest): Promise<void> {
  try {
    const calls = worker as unknown as Record<string, (...args: readonly unknown[]) => unknown>
    post({ kind: 'answer', id, value: await calls[call]?.(...args) })
  } catch (error) {
    post({ kind: 'error', id, code: 'internal', message: error instanceof Error ? error.message : String(error) })
  }
}

process.on('message', (request: CallRequest) => void answer(request))
process.on('disconnect', () => process.exit())
