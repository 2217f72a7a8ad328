import { fileURLToPath } from 'node:url'

import { resolveJwtSecret } from './jwt-secret.ts'

/** How to start a gateway: a command, and the environment that it needs. */
export interface GatewayCommand {
  readonly command: readonly string[]
  readonly env: NodeJS.ProcessEnv
}

/**
 * The reference gateway in `target/gateway`.
 *
 * NestJS needs decorators, which Node does not strip: tsx compiles them on load, by the gateway's own `tsconfig.json`.
 */
export function referenceGateway(env: NodeJS.ProcessEnv = process.env): GatewayCommand {
  return {
    command: [process.execPath, `--import=${import.meta.resolve('tsx')}`, pathOf('gateway/main.ts')],
    env: {
      // Every trial starts fresh processes: compiling NestJS each time would take half of their start.
      NODE_COMPILE_CACHE: pathOf('../node_modules/.cache/gatecrash/compile'),
      TSX_TSCONFIG_PATH: pathOf('gateway/tsconfig.json'),
      JWT_SECRET: resolveJwtSecret(env),
    },
  }
}

function pathOf(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url))
}
