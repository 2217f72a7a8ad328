import type { StepSpec, UserContext } from '../artillery.ts'
import type { Flow } from '../step.ts'
import { StepError } from '../step-error.ts'
import type { Template } from '../template.ts'
import type { HttpRequest } from './http-client.ts'

const userAgent = 'artillery-engine-gatecrash'

/** Makes the request of an HTTP step for one user. */
export type RequestSpec = (context: UserContext) => HttpRequest

/** Prepares the request that the parameters of a step describe. `config.http.defaults` and `config.defaults` have headers. */
export function compileRequest(method: string, params: StepSpec, flow: Flow): RequestSpec {
  const { url: address = params['uri'], json, body, form, qs, auth } = params
  const urlOf = flow.template(address)
  const headersOf = flow.template(headersFor(params, flow))
  const searchOf = flow.template(qs)
  const userOf = flow.template(auth)
  const payloadOf = payload({ json: flow.template(json), body: flow.template(body), form: flow.template(form) })
  const target = new URL(flow.config.target ?? '')
  const followRedirect = params['followRedirect'] !== false
  return (context) => {
    const url = absoluteUrl(String(urlOf(context)), target)
    for (const [name, value] of Object.entries((searchOf(context) ?? {}) as StepSpec)) {
      url.searchParams.set(name, String(value))
    }
    const headers: Record<string, string> = {}
    const content = payloadOf(context)
    if (content?.type !== undefined) headers['content-type'] = content.type
    const user = userOf(context) as { readonly user?: unknown; readonly pass?: unknown } | undefined
    if (user !== undefined) headers['authorization'] = basicAuth(user)
    for (const [name, value] of Object.entries(headersOf(context) as StepSpec)) headers[name] = String(value)
    return { method: method.toUpperCase(), url, headers, body: content?.body, followRedirect }
  }
}

function headersFor(params: StepSpec, { config }: Flow): StepSpec {
  const ofHttp = (config.http as { defaults?: { headers?: StepSpec } } | undefined)?.defaults?.headers
  const ofAll = (config.defaults as { headers?: StepSpec } | undefined)?.headers
  const headers = { 'user-agent': userAgent, ...lowerCase(ofAll), ...lowerCase(ofHttp) }
  return { ...headers, ...lowerCase(params['headers'] as StepSpec | undefined) }
}

function lowerCase(headers: StepSpec = {}): StepSpec {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}

function absoluteUrl(address: string, target: URL): URL {
  const isRelative = address.startsWith('/') && !address.startsWith('//')
  const written = isRelative ? `${target.origin}${target.pathname.replace(/\/$/, '')}${address}` : address
  if (URL.canParse(written) && /^https?:/.test(written)) return new URL(written)
  throw new StepError('http', 'url', `"${address}" is no url: it begins with / or http:// or https://`)
}

interface Content {
  readonly body: string | Uint8Array
  readonly type?: string
}

function payload({ json, body, form }: Record<'json' | 'body' | 'form', Template>) {
  return (context: UserContext): Content | undefined => {
    const data = json(context)
    if (data !== undefined) return { body: JSON.stringify(data), type: 'application/json' }
    const fields = form(context)
    if (fields !== undefined) {
      const texts = Object.entries(fields as StepSpec).map(([name, value]) => [name, String(value)] as [string, string])
      return { body: new URLSearchParams(texts).toString(), type: 'application/x-www-form-urlencoded' }
    }
    const raw = body(context)
    if (raw === undefined || raw === null) return undefined
    if (raw instanceof Uint8Array || typeof raw === 'string') return { body: raw }
    return { body: JSON.stringify(raw) }
  }
}

function basicAuth({ user = '', pass = '' }: { readonly user?: unknown; readonly pass?: unknown }): string {
  return `Basic ${Buffer.from(`${String(user)}:${String(pass)}`).toString('base64')}`
}
