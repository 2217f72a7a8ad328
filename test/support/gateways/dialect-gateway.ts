import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { ShippedDialectName } from '../../../load/client/dialects/index.ts'
import { referenceGateway } from '../../../target/reference-gateway.ts'
import { SupervisedProcess } from '../../../target/supervised-process.ts'
import { testSecret } from '../sign-token.ts'

const stopGraceMs = 10_000
/** Preloaded, so that a gateway ends when its test does not get to stop it: the channel closes with us, however we end. */
const endWithUs = "data:text/javascript,process.once('disconnect',()=>process.exit(1));process.channel.unref()"

/** A server that speaks one of the dialects that ship. */
export interface DialectGateway {
  readonly url: string
  stop(): Promise<void>
}

/** Starts a server for that dialect in a process of its own, on a free port; rejects with what it printed when it ends. */
export async function startDialectGateway(name: ShippedDialectName): Promise<DialectGateway> {
  const listening = Promise.withResolvers<string>()
  const { program, env } = programOf(name)
  const gateway = await SupervisedProcess.start({
    what: `the gateway of the dialect ${name}`,
    command: [process.execPath, `--import=${endWithUs}`, ...program],
    ipc: true,
    env: { PATH: process.env['PATH'], PORT: '0', ...env },
    onLine: (line) => {
      const url = /^listening on (http:\S+)$/.exec(line)?.[1]
      if (url !== undefined) listening.resolve(url)
    },
  })
  const url = await Promise.race([listening.promise, gateway.exited.then(() => undefined)])
  if (url === undefined) throw new Error(`${gateway.what} has ended: ${gateway.lastLines.join('\n')}`)
  return { url, stop: () => gateway.stop(stopGraceMs) }
}

function programOf(name: ShippedDialectName): { readonly program: readonly string[]; readonly env: NodeJS.ProcessEnv } {
  const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
  switch (name) {
    case 'reference': {
      const { command, env } = referenceGateway()
      return { program: command.slice(1), env: { ...env, ADAPTER: 'memory', JWT_SECRET: testSecret } }
    }
    case 'tutorial': {
      // Decorators, which Node does not strip.
      const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
      const env = { TSX_TSCONFIG_PATH: file('tutorial/tsconfig.json') }
      return { program: [`--import=${tsx}`, file('tutorial/main.ts')], env }
    }
    case 'get-started':
    case 'echo':
      return { program: [file(`${name}.ts`)], env: {} }
  }
}
