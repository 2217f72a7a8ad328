import { validateHeaderName, validateHeaderValue } from 'node:http'

/** Reads a base URL; a problem is one line. */
export function baseUrlOf(text: string, problems: string[]): string {
  const problem = baseUrlProblem(text)
  if (problem === undefined) return new URL(text).origin
  problems.push(`--url ${text}: ${problem}`)
  return text
}

/** What is wrong with a base URL, if anything. */
export function baseUrlProblem(text: string): string | undefined {
  const url = URL.parse(text)
  if (url === null || !/^https?:$/.test(url.protocol))
    return 'give an http or https URL, such as http://127.0.0.1:3000.'
  if (url.username !== '' || url.password !== '') return 'leave the user out; give --header or --auth.'
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') {
    return `give the base URL ${url.origin} and the path with --path.`
  }
  return undefined
}

/** Reads an Engine.IO path; the slash at its end is added. */
export function pathOf(text: string, problems: string[]): string {
  if (!/^\/[^?#\s]*$/.test(text)) problems.push(`--path ${text}: it begins with a slash, such as /socket.io/.`)
  return text.endsWith('/') ? text : `${text}/`
}

/** Reads the name of a namespace. */
export function namespaceOf(text: string, problems: string[]): string {
  if (!/^\/[^,\s]*$/.test(text)) problems.push(`--namespace ${text}: it begins with a slash, such as /chat.`)
  return text
}

/** Reads HTTP headers, `name: value` each. */
export function headersOf(texts: readonly string[], problems: string[]): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const text of texts) {
    const colon = text.indexOf(':')
    const name = text.slice(0, colon).trim()
    const value = text.slice(colon + 1).trim()
    if (colon > 0 && isHeader(name, value)) headers[name] = value
    // The value may be a secret, and is not repeated.
    else problems.push(`--header "${colon > 0 ? name : '...'}": give "name: value", such as "x-api-key: 42".`)
  }
  return headers
}

function isHeader(name: string, value: string): boolean {
  try {
    validateHeaderName(name)
    validateHeaderValue(name, value)
    return true
  } catch {
    return false
  }
}
