import { createRequire, findPackageJSON } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

import { resolveJwtSecret } from './jwt-secret.ts'

/** How to start a gateway: a command, and the environment that it needs. */
export interface GatewayCommand {
  readonly command: readonly string[]
  readonly env: NodeJS.ProcessEnv
}

/** Where the program of the reference gateway lies in a checkout of gatecrash. */
export const referenceProgram = 'target/gateway/main.ts'

const ownRoot = dirname(findPackageJSON('..', import.meta.url) ?? fileURLToPath(new URL('.', import.meta.url)))
/** The package holds the gateway as one bundle, NestJS inside; a checkout runs its sources. */
const bundle = import.meta.url.endsWith('.ts') ? undefined : new URL('../gateway/main.js', import.meta.url)

/**
 * The reference gateway that comes with this gatecrash, or, where a `root` is given, that in `target/gateway` of another
 * checkout, with all of that checkout, so that another version runs as itself. Throws where tsx is not installed there.
 */
export function referenceGateway(env: NodeJS.ProcessEnv = process.env, root?: string): GatewayCommand {
  if (root !== undefined || bundle === undefined) return gatewayOfCheckout(env, root ?? ownRoot)
  return {
    command: [process.execPath, fileURLToPath(bundle)],
    env: { NODE_COMPILE_CACHE: compileCacheOf(ownRoot), JWT_SECRET: resolveJwtSecret(env) },
  }
}

/** NestJS needs decorators, which Node does not strip: tsx compiles them on load, by the gateway's own `tsconfig.json`. */
function gatewayOfCheckout(env: NodeJS.ProcessEnv, root: string): GatewayCommand {
  const tsx = createRequire(join(root, 'package.json')).resolve('tsx')
  return {
    command: [process.execPath, `--import=${pathToFileURL(tsx).href}`, join(root, referenceProgram)],
    env: {
      NODE_COMPILE_CACHE: compileCacheOf(root),
      TSX_TSCONFIG_PATH: join(root, 'target/gateway/tsconfig.json'),
      JWT_SECRET: resolveJwtSecret(env),
    },
  }
}

/** Every trial starts fresh processes: compiling NestJS each time would take half of their start. */
function compileCacheOf(root: string): string {
  return join(root, 'node_modules/.cache/gatecrash/compile')
}
