import { once } from 'node:events'
import { connect } from 'node:net'
import { onTestFinished } from 'vitest'
import { findLastingPort } from './lasting-port.ts'
import { SupervisedProcess } from '../../target/supervised-process.ts'
import { eventually } from './eventually.ts'
import { exampleFile } from './example-bench.ts'

const stopGraceMs = 10_000

/** Starts the example on Express on a free port until the running test has ended; gives its URL. */
export async function startExpressExample(): Promise<string> {
  const port = await findLastingPort()
  const server = await SupervisedProcess.start({
    what: 'example',
    command: [process.execPath, exampleFile('express/server.js')],
    env: { ...process.env, PORT: String(port) },
  })
  onTestFinished(() => server.stop(stopGraceMs))
  await eventually('the server to listen', async () => {
    const socket = connect(port, '127.0.0.1')
    const isListening = await once(socket, 'connect').then(
      () => true,
      () => undefined,
    )
    socket.destroy()
    return isListening
  })
  return `http://127.0.0.1:${port}`
}
