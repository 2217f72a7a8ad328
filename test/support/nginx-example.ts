import { onTestFinished } from 'vitest'
import { findLastingPort } from './lasting-port.ts'
import { SupervisedProcess } from '../../target/supervised-process.ts'
import { exampleFile } from './example-bench.ts'

const stopGraceMs = 10_000

/**
 * Starts the example behind nginx on free ports until the running test has ended, names the ports to the configuration of
 * the example, and gives the URL of nginx. Rejects with what it printed where it does not come up: without nginx or Redis, `npm run setup` is missing.
 */
export async function startNginxExample(): Promise<string> {
  const ports: number[] = []
  while (ports.length < 3) {
    const port = await findLastingPort()
    if (!ports.includes(port)) ports.push(port)
  }
  process.env['PORTS'] = ports.join(',')
  const listening = Promise.withResolvers<undefined>()
  const all = await SupervisedProcess.start({
    what: 'example',
    command: [process.execPath, exampleFile('nginx-sticky/start.js')],
    env: process.env,
    onLine: (line) => {
      if (line.startsWith('listening on ')) listening.resolve(undefined)
    },
  })
  onTestFinished(() => all.stop(stopGraceMs))
  const ended = await Promise.race([listening.promise, all.exited])
  if (ended !== undefined) throw new Error(`${all.lastLines.join('\n')} (is "npm run setup" done?)`)
  return `http://127.0.0.1:${ports[0]}`
}
