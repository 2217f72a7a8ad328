import { ClientError } from '../client/client-error.ts'
import { LoginError } from '../client/login-error.ts'
import type { WorkerMessage, WorkerPlan, WorkerRequest } from './protocol.ts'
import { WorkerSession } from './session.ts'

// Entry of a worker process. The parent speaks first; when the parent is gone, nobody wants the figures.

let session: WorkerSession | undefined

function post(message: WorkerMessage): void {
  if (process.connected) process.send?.(message)
}

async function answer({ id, call, args }: WorkerRequest): Promise<void> {
  try {
    if (call === 'prepare') {
      session = await WorkerSession.create(args[0] as WorkerPlan, (progress) => {
        post({ kind: 'progress', progress })
      })
      post({ kind: 'answer', id, value: undefined })
      return
    }
    if (session === undefined) throw new Error('a worker must be prepared before anything else is asked of it')
    const calls = session as unknown as Record<typeof call, (...args: readonly unknown[]) => unknown>
    post({ kind: 'answer', id, value: await calls[call](...args) })
  } catch (error) {
    const { code, message } = described(error)
    post({ kind: 'error', id, code, message })
  }
}

/** What people can mend is told in its own words, anything else with its stack. */
function described(error: unknown): { code: string; message: string } {
  if (error instanceof LoginError) return { code: error.code, message: error.message }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return { code: error instanceof ClientError ? error.code : 'internal', message }
}

process.on('message', (request: WorkerRequest) => void answer(request))
process.on('disconnect', () => process.exit())
