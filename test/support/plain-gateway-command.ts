import { fileURLToPath } from 'node:url'

/** Target options that start the plain gateway instead of the reference one. */
export const plainGateway = {
  command: [process.execPath, fileURLToPath(new URL('plain-gateway.ts', import.meta.url))],
}

/** A Node command that runs a piece of JavaScript (CommonJS). */
export function nodeScript(script: string): readonly string[] {
  return [process.execPath, '--eval', script]
}
