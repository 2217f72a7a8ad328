import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

import { resolveJwtSecret } from './jwt-secret.ts'

/** How to start a gateway: a command, and the environment that it needs. */
export interface GatewayCommand {
  readonly command: readonly string[]
  readonly env: NodeJS.ProcessEnv
}

const ownRoot = fileURLToPath(new URL('..', import.meta.url))

/** Where the program of the reference gateway lies in a checkout of gatecrash. */
export const referenceProgram = 'target/gateway/main.ts'

/**
 * The reference gateway in `target/gateway` of a checkout of gatecrash; default: of this one.
 *
 * NestJS needs decorators, which Node does not strip: tsx compiles them on load, by the gateway's own `tsconfig.json`. All
 * of it is that of the checkout, so that another version runs as itself. Throws where tsx is not installed there.
 */
export function referenceGateway(env: NodeJS.ProcessEnv = process.env, root: string = ownRoot): GatewayCommand {
  const tsx = createRequire(join(root, 'package.json')).resolve('tsx')
  return {
    command: [process.execPath, `--import=${pathToFileURL(tsx).href}`, join(root, referenceProgram)],
    env: {
      // Every trial starts fresh processes: compiling NestJS each time would take half of their start.
      NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/gatecrash/compile'),
      TSX_TSCONFIG_PATH: join(root, 'target/gateway/tsconfig.json'),
      JWT_SECRET: resolveJwtSecret(env),
    },
  }
}
