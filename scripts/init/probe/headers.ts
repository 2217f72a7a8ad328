import type { IncomingHttpHeaders } from 'node:http'

import { serverText } from '../../../load/client/server-text.ts'

/** The names of cookies, without their values, which may be secrets. */
export function cookieNames(setCookies: readonly string[]): string[] {
  return setCookies.flatMap((text) => {
    const name = text.split('=', 1)[0]?.trim() ?? ''
    return name === '' ? [] : [serverText(name)]
  })
}

/** What headers tell of the software that answers, such as `server: nginx`. */
export function serverHints(headers: IncomingHttpHeaders): string[] {
  return ['server', 'x-powered-by', 'via'].flatMap((name) => {
    const value = headers[name]
    return typeof value === 'string' ? [`${name}: ${serverText(value)}`] : []
  })
}
