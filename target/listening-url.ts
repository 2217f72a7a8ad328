import type { ListeningMessage } from './agent/messages.ts'

/** The base URL of what listens: on every address means on that of this machine. */
export function urlOf({ address, port, secure }: ListeningMessage): string {
  const isAnyAddress = address === '0.0.0.0' || address === '::'
  const host = isAnyAddress ? '127.0.0.1' : address.includes(':') ? `[${address}]` : address
  return `${secure ? 'https' : 'http'}://${host}:${port}`
}
