import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** Where it listens, and what has come so far. */
export interface LogReceiver {
  readonly url: string
  readonly received: readonly { readonly path: string; readonly body: string }[]
}

/** A receiver of logs that answers with these status codes, one after the other, then with 200; closed when the test ends. */
export async function logReceiver(...answers: number[]): Promise<LogReceiver> {
  const received: { path: string; body: string }[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      received.push({ path: `${request.method} ${request.url}`, body })
      response.writeHead(answers[received.length - 1] ?? 200).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received }
}
