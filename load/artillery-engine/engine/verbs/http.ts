import type { StepSpec } from '../artillery.ts'
import { monotonicClock } from '../../../clock.ts'
import { captureParts, type CaptureSpec } from '../capture.ts'
import type { HttpRequest, HttpResponse } from '../http/http-client.ts'
import { compileRequest } from '../http/request-spec.ts'
import { callProcessor, processorFunction } from '../processor.ts'
import { checkReply } from '../reply.ts'
import type { ScriptCheck } from '../script-check.ts'
import type { Flow, Step, Verb } from '../step.ts'
import { stepErrorOf } from '../step-error.ts'
import type { VirtualUser } from '../virtual-user.ts'
import { conditionOf } from './if-true.ts'

const keys = [
  'url', 'uri', 'name', 'json', 'body', 'form', 'qs', 'headers', 'cookie', 'auth', 'capture', 'match',
  'ifTrue', 'probability', 'beforeRequest', 'afterResponse', 'followRedirect', 'gzip',
] // prettier-ignore

/** One HTTP request, as in Artillery's own HTTP engine: an answer of any status is a success unless a `match` says no. */
export function httpVerb(method: string): Verb {
  return {
    beside: [],
    check: (step, where, check) => checkRequest(step[method], `${where}.${method}`, check),
    compile: (step, flow) => compileStep(method, step[method] as StepSpec, flow),
  }
}

function compileStep(method: string, params: StepSpec, flow: Flow): Step {
  const { beforeRequest, afterResponse, ...rest } = params
  const applies = conditionOf(params, flow)
  const before = functionsOf(beforeRequest, flow)
  const after = functionsOf(afterResponse, flow)
  const parts: CaptureSpec = { capture: listOf(rest['capture']), match: listOf(rest['match']) }
  const hasParts = parts.capture.length + parts.match.length > 0
  const requestOf = compileRequest(method, rest, flow)
  const cookiesOf = flow.template(rest['cookie'])

  const prepare = async (user: VirtualUser): Promise<{ own: StepSpec; request: HttpRequest }> => {
    if (before.length === 0) return { own: rest, request: requestOf(user.context) }
    // The functions may change the request, for this user only.
    const own: Record<string, unknown> = { ...structuredClone(rest), method: method.toUpperCase() }
    own['headers'] ??= {}
    for (const call of before) await callProcessor(call, own, user.context, user.worker.events)
    return { own, request: compileRequest(method, own, flow)(user.context) }
  }
  return async (user) => {
    if (!applies(user.context)) return
    try {
      const { own, request } = await prepare(user)
      for (const [name, value] of Object.entries((cookiesOf(user.context) ?? {}) as StepSpec)) {
        user.cookies.set(name, String(value), request.url)
      }
      const response = await exchange(user, request)
      if (hasParts) await captureParts(flow.helpers, parts, response, user.context)
      for (const call of after) await callProcessor(call, own, response, user.context, user.worker.events)
    } catch (error) {
      throw stepErrorOf('http', error)
    }
  }
}

async function exchange(user: VirtualUser, request: HttpRequest): Promise<HttpResponse> {
  const { tally, http } = user.worker
  const sentAt = monotonicClock.now()
  const withCookies = (url: URL): Record<string, string> => {
    const cookie = user.cookies.header(url)
    return cookie === undefined ? {} : { cookie }
  }
  tally.count('http.requests')
  user.worker.events.emit('counter', 'http.requests', 1)
  const response = await http.request(request, withCookies, ({ headers }, url) => {
    user.cookies.take([headers['set-cookie'] ?? []].flat(), url)
  })
  const milliseconds = monotonicClock.now() - sentAt
  tally.record('http', milliseconds)
  tally.count(`http.codes.${response.statusCode}`)
  // The names of Artillery's own HTTP engine, which its reports and plugins know.
  tally.time('http.response_time', milliseconds)
  for (const name of [`http.codes.${response.statusCode}`, 'http.responses'])
    user.worker.events.emit('counter', name, 1)
  return response
}

function checkRequest(value: unknown, where: string, check: ScriptCheck): void {
  const params = check.object(value, where, { known: keys })
  if (params === undefined) return
  if (params['url'] === undefined && params['uri'] === undefined) check.say(where, '"url" is missing')
  check.functions(params['beforeRequest'], `${where}.beforeRequest`)
  check.functions(params['afterResponse'], `${where}.afterResponse`)
  checkReply(params, where, check)
}

function functionsOf(names: unknown, { config }: Flow) {
  return listOf(names).map((name) => processorFunction(config, String(name)))
}

function listOf<Value>(value: unknown): readonly Value[] {
  if (value === undefined || value === null) return []
  return (Array.isArray(value) ? value : [value]) as readonly Value[]
}
