import { STATUS_CODES } from 'node:http'
import { serverText } from './server-text.ts'

/**
 * What an HTTP answer says, in one line: its status, Engine.IO's `code` and `message` where the body has them, else the
 * body. Redirects are told, not followed.
 */
export function httpStatusText(status: number, body: string, location: string | undefined): string {
  const reason = STATUS_CODES[status] ?? ''
  const said =
    location === undefined ? (engineError(body) ?? serverText(body)) : `to ${serverText(location)}, not followed`
  return `HTTP ${status} ${reason}`.trim() + (said === '' ? '' : `: ${said}`)
}

function engineError(body: string): string | undefined {
  try {
    const error: unknown = JSON.parse(body)
    if (typeof error !== 'object' || error === null || !('code' in error) || !('message' in error)) return undefined
    return serverText(`${String(error.message)} (Engine.IO code ${String(error.code)})`)
  } catch {
    return undefined
  }
}
