import { httpRequestNames, type HttpRequestName } from '../load/http/http-plan.ts'
import { commonParameters } from './common-parameters.ts'
import type { HttpScenario } from './scenario.ts'

/** As the parameter is written: the names with commas, in whatever order. */
function readRequests(text: string): readonly HttpRequestName[] | undefined {
  const names = text.split(',').map((name) => name.trim())
  if (!names.every((name) => httpRequestNames.some((known) => known === name))) return undefined
  return httpRequestNames.filter((known) => names.includes(known))
}

/**
 * Plain HTTP requests, by autocannon: what the server answers where no socket is involved. Measured on request, because the
 * figures change with the framework rather than with the gateway, and a run of everything has its time for sockets.
 */
export const http: HttpScenario = {
  kind: 'http',
  name: 'http',
  question: 'How many plain HTTP requests does the same server answer, how fast, and at what cost?',
  onRequest: true,
  // What is measured of Engine.IO is its polling; no websocket is opened.
  transports: ['polling'],
  parameters: {
    requests: {
      type: 'text',
      form: `some of ${httpRequestNames.join(',')}`,
      sentence: 'What is requested, each kind by itself.',
      mustBe: (text) =>
        readRequests(text) === undefined ? `some of ${httpRequestNames.join(', ')}, with commas` : undefined,
      defaults: httpRequestNames.join(','),
    },
    connections: {
      type: 'integer',
      unit: 'connections',
      sentence: 'Connections that are kept open, dealt over the instances; each makes one request at a time.',
      min: 1,
      max: 25_000,
      defaults: { smoke: 10, standard: 20, full: 20 },
    },
    rate: {
      type: 'number',
      unit: 'requests per second',
      sentence: 'Requests that fall due, whatever became of earlier ones; 0: as many as are answered.',
      min: 0,
      max: 1_000_000,
      defaults: 0,
    },
    history: {
      type: 'integer',
      unit: 'messages',
      sentence: 'Messages in the room whose history is asked for; the reference gateway keeps 50.',
      min: 0,
      max: 1000,
      defaults: 50,
    },
    warmUp: commonParameters.warmUp,
    window: commonParameters.window,
    timeout: {
      type: 'integer',
      unit: 'ms',
      sentence: 'The most that an answer may take before the request counts as failed.',
      min: 1000,
      max: 600_000,
      defaults: 10_000,
    },
  },
  check: () => [],
  http: (values) => {
    const rate = values.number('rate')
    return {
      requests: readRequests(values.text('requests')) ?? httpRequestNames,
      connections: values.number('connections'),
      rate: rate === 0 ? undefined : rate,
      warmUpMs: values.number('warmUp'),
      windowMs: values.number('window'),
      timeoutMs: values.number('timeout'),
      historyMessages: values.number('history'),
    }
  },
}
