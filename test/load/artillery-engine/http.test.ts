import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, it } from 'vitest'

import { type EngineScript, runUsers } from '../../support/engine-run.ts'

let server: Server
let target: string

beforeAll(async () => {
  server = createServer((request, response) => {
    void answerTo(request).then(({ status, headers, body }) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers })
      response.end(body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  target = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(() => {
  server.closeAllConnections()
  server.close()
})

interface Answer {
  readonly status: number
  readonly headers?: Record<string, string>
  readonly body: string
}

/** Says what has come; some paths answer otherwise. */
async function answerTo(request: IncomingMessage): Promise<Answer> {
  const { method, url = '', headers } = request
  const body = await text(request)
  if (url === '/login') return { status: 200, headers: { 'set-cookie': 'sid=7; Path=/' }, body: '{}' }
  if (url === '/moved') return { status: 302, headers: { location: '/there', 'set-cookie': 'hop=1' }, body: '' }
  if (url === '/round') return { status: 302, headers: { location: '/round' }, body: '' }
  const status = url.startsWith('/missing') ? 404 : 200
  return { status, body: JSON.stringify({ method, url, headers, body }) }
}

function run(flow: EngineScript['flow'], more: Partial<EngineScript> = {}, users?: readonly Record<string, unknown>[]) {
  return runUsers({ target, flow, ...more }, users)
}

const everything = { json: '$', as: 'seen' }

it.each(['get', 'post', 'put', 'patch', 'delete'])('makes a %s request', async (verb) => {
  const { vars } = await run([{ [verb]: { url: '/a/{{ id }}', capture: everything } }], {}, [{ id: 5 }])
  expect(vars).toMatchObject([{ seen: { method: verb.toUpperCase(), url: '/a/5' } }])
})

it('counts requests and answers, in the words of Artillery too, and times them', async () => {
  const { counters, histograms } = await run([{ get: { url: '/' } }, { get: { url: '/missing' } }])
  expect(counters).toMatchObject({
    'gatecrash.http.requests': 2,
    'http.requests': 2,
    'http.responses': 2,
    'http.codes.200': 1,
    'http.codes.404': 1,
    'gatecrash.http.codes.404': 1,
  })
  expect(histograms['gatecrash.http']).toHaveLength(2)
  expect(histograms['http.response_time']).toHaveLength(2)
})

it.each([
  [{ json: { room: '{{ room }}' } }, '{"room":"hall"}', 'application/json'],
  [{ form: { room: '{{ room }}', n: 1 } }, 'room=hall&n=1', 'application/x-www-form-urlencoded'],
  [{ body: 'in {{ room }}', headers: { 'Content-Type': 'text/plain' } }, 'in hall', 'text/plain'],
])('sends %j', async (params, body, type) => {
  const { vars } = await run([{ post: { url: '/', ...params, capture: everything } }], {}, [{ room: 'hall' }])
  expect(vars).toMatchObject([{ seen: { body, headers: { 'content-type': type } } }])
})

it('sends parameters of the url, headers and credentials', async () => {
  const params = {
    qs: { q: '{{ word }}', page: 2 },
    headers: { 'X-Word': '{{ word }}' },
    auth: { user: 'ada', pass: 'secret' },
  }
  const { vars } = await run([{ get: { url: '/find', ...params, capture: everything } }], {}, [{ word: 'a b' }])
  const authorization = `Basic ${Buffer.from('ada:secret').toString('base64')}`
  expect(vars).toMatchObject([{ seen: { url: '/find?q=a+b&page=2', headers: { 'x-word': 'a b', authorization } } }])
})

it('keeps the cookies of each user', async () => {
  const flow = [
    { get: { url: '{{ first }}' } },
    { get: { url: '/', capture: { json: '$.headers.cookie', as: 'cookie', strict: false } } },
  ]
  const { vars } = await run(flow, {}, [{ first: '/login' }, { first: '/' }])
  expect(vars.map((each) => each['cookie'])).toEqual(['sid=7', undefined])
})

it('follows redirects and keeps the cookies that come with them', async () => {
  const { vars } = await run([{ get: { url: '/moved', capture: everything } }])
  expect(vars).toMatchObject([{ seen: { url: '/there', headers: { cookie: 'hop=1' } } }])
})

it('stays where it is if a step says so', async () => {
  const { counters } = await run([{ get: { url: '/moved', followRedirect: false } }])
  expect(counters).toMatchObject({ 'http.codes.302': 1 })
})

it('gives up going round in circles', async () => {
  const { errors } = await run([{ get: { url: '/round' } }])
  expect(errors[0]?.message).toContain('more than 10 redirects')
})

it('fails a user whose match does not hold', async () => {
  const { told } = await run([{ get: { url: '/', match: { json: '$.method', value: 'POST' } } }])
  expect(told).toEqual(['match'])
})

it('fails a user who finds nothing to capture', async () => {
  const { told } = await run([{ get: { url: '/', capture: { json: '$.no', as: 'no' } } }])
  expect(told).toEqual(['capture'])
})

it('fails a user whom nobody answers', async () => {
  const { told } = await runUsers({ target: 'http://127.0.0.1:1', flow: [{ get: { url: '/' } }] })
  expect(told).toEqual(['ECONNREFUSED'])
})

it('lets functions change the request and judge the answer', async () => {
  const processor = {
    sign(
      params: { headers: Record<string, string> },
      context: { vars: Record<string, unknown> },
      _events: unknown,
      done: () => void,
    ) {
      params.headers['x-user'] = String(context.vars['name'])
      done()
    },
    judge(
      _params: unknown,
      response: { statusCode: number },
      _context: unknown,
      _events: unknown,
      done: (error?: Error) => void,
    ) {
      done(response.statusCode === 404 ? new Error('it is missing') : undefined)
    },
  }
  const step = (url: string) => [{ get: { url, beforeRequest: 'sign', afterResponse: ['judge'], capture: everything } }]
  const { vars } = await run(step('/'), { processor }, [{ name: 'ada' }, { name: 'bob' }])
  expect(vars).toMatchObject([{ seen: { headers: { 'x-user': 'ada' } } }, { seen: { headers: { 'x-user': 'bob' } } }])
  expect((await run(step('/missing'), { processor })).told).toEqual(['it is missing'])
})

it.each([
  ['a function', 'isOdd'],
  ['an expression', 'n % 2 == 1'],
])('asks %s whether a user makes a request', async (_what, ifTrue) => {
  const processor = { isOdd: ({ n }: { n: number }) => n % 2 === 1 }
  const { counters } = await run([{ get: { url: '/', ifTrue } }], { processor }, [{ n: 1 }, { n: 2 }, { n: 3 }])
  expect(counters['http.requests']).toBe(2)
})
