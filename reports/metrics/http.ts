import { anyChange, durationMetrics, figure, steadyLimit, type Metric } from '../metric.ts'

const requests = [
  { name: 'health', words: 'health check', what: 'a health check (GET /health)' },
  { name: 'history', words: 'room history', what: 'the history of a room (GET /rooms/:room/messages)' },
  { name: 'handshake', words: 'handshake', what: 'the first request of an Engine.IO session by polling' },
] as const

/** What plain HTTP requests to the server take, beside which the figures of sockets can be seen. */
export const httpMetrics: readonly Metric[] = requests.flatMap(({ name, words, what }) => [
  ...durationMetrics({
    id: `http.${name}`,
    group: 'http',
    prefix: words,
    what: `from when ${what} was due until it was answered; without a rate it is due when it is sent`,
    inTable: ['p50', 'p99'],
  }),
  ...durationMetrics({
    id: `http.${name}.service`,
    group: 'http',
    prefix: `${words} since the send`,
    what: `from when ${what} was sent until it was answered`,
    percentiles: ['p50', 'p99'],
    inTable: [],
  }),
  figure({
    id: `http.${name}.rate`,
    group: 'http',
    label: `${words}, answered`,
    description: `Answers per second of the window to requests for ${what}.`,
    unit: 'per second',
    better: 'higher',
  }),
  figure({
    id: `http.${name}.failed`,
    group: 'http',
    label: `${words}, failed`,
    description: `Requests for ${what} that were not answered with a status of 200 to 299, or whose session could not be closed.`,
    unit: 'count',
    better: 'lower',
    practicalLimit: anyChange,
  }),
  figure({
    id: `http.${name}.serverCpuMicros`,
    group: 'http',
    label: `${words}, gateway CPU`,
    description: `CPU time of all gateway instances per answer to a request for ${what}${name === 'handshake' ? ', closing the session included' : ''}.`,
    unit: 'us',
    better: 'lower',
    practicalLimit: steadyLimit,
  }),
  figure({
    id: `http.${name}.generatorCpuMicros`,
    group: 'http',
    label: `${words}, generator CPU`,
    description: `CPU time of the generator per answer to a request for ${what}.`,
    unit: 'us',
    better: 'none',
    inTable: false,
  }),
])
