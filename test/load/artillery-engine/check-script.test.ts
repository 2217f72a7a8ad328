import { expect, it } from 'vitest'

import { scriptProblems } from '../../../load/artillery-engine/engine/check-script.ts'

const target = 'http://127.0.0.1:3000'

/** What is said of a script with those steps. */
function problemsOf(flow: unknown, more: Readonly<Record<string, unknown>> = {}): readonly string[] {
  return scriptProblems({
    config: { target, engines: { gatecrash: {} }, processor: { signIn: () => undefined }, ...more },
    scenarios: [{ name: 'chat', engine: 'gatecrash', flow }],
  })
}

it('has nothing against a script that uses everything', () => {
  const flow = [
    { connect: { auth: { token: '{{ token }}' } }, namespace: '/chat' },
    {
      emit: ['ask', 1],
      namespace: '/chat',
      acknowledge: { timeout: 2, match: { value: 1 } },
      response: { on: 'answer' },
    },
    { join: { room: 'hall' } },
    { listen: { on: 'tick', as: 'tick' } },
    { broadcast: { room: 'hall', rate: 2, count: 3, payload: 64 } },
    { expect: { deliveries: 3, within: 2 } },
    { loop: [{ think: 1 }, { get: { url: '/health' } }, { parallel: [{ log: 'hi' }] }], count: '1-3' },
    { function: 'signIn' },
    [{ leave: 'hall' }, { disconnect: true }],
  ]
  expect(problemsOf(flow)).toEqual([])
})

it('tells everything that is wrong at once, with the place and the nearest name', () => {
  const flow = [
    { emitt: ['a'] },
    { emit: ['a'], acknowlege: {} },
    { loop: [{ emit: ['a'], acknowledge: { timout: 1 } }], count: 2 },
    { function: 'singIn' },
    { join: {} },
  ]
  expect(problemsOf(flow)).toEqual([
    'scenario "chat", flow[0]: unknown verb "emitt"; did you mean "emit"?',
    'scenario "chat", flow[1]: unknown key beside "emit" "acknowlege"; did you mean "acknowledge"?',
    'scenario "chat", flow[2].loop[0].acknowledge: unknown key "timout"; did you mean "timeout"?',
    'scenario "chat", flow[3].function: unknown function "singIn"; did you mean "signIn"?',
    'scenario "chat", flow[4].join: "room" is missing',
  ])
})

it.each([
  [{ emit: 'a' }, `flow[0].emit: must be a list: the event's name and its arguments; got "a"`],
  [{ emit: ['a'], think: 1 }, 'flow[0]: "think" beside "emit"; make two steps of them'],
  [{ emit: ['a'], acknowledge: { timeout: 0 } }, 'flow[0].acknowledge.timeout: must be seconds, above 0; got 0'],
  [{ emit: ['a'], response: {} }, 'flow[0].response: say which event with "on"'],
  [{ broadcast: { room: 'a', rate: 1 } }, 'flow[0].broadcast: give either "count" (messages) or "duration" (seconds)'],
  [{ expect: { within: 1 } }, 'flow[0].expect: give either "deliveries" or "messages": the number that must have come'],
  [{ get: {} }, 'flow[0].get: "url" is missing'],
  [{ think: -1 }, 'flow[0].think: must be a time in seconds, or a text such as "500ms"; got -1'],
  [{ connect: { transport: ['polling'] } }, 'flow[0].connect: unknown key "transport"; did you mean "transports"?'],
  [
    { connect: { transports: ['webtransport'] } },
    'flow[0].connect.transports: must be [websocket], [polling] or [polling, websocket], which upgrades; got ["webtransport"]',
  ],
])('refuses %j', (step, problem) => {
  expect(problemsOf([step])).toEqual([`scenario "chat", ${problem}`])
})

it('refuses a format of packets that it does not speak', () => {
  expect(problemsOf([], { engines: { gatecrash: { parser: 'msgpack' } } })).toEqual([
    `config.engines.gatecrash.parser: "msgpack" is not supported: this engine speaks Socket.IO's own format; leave it out`,
  ])
})

it('refuses an option of the engine that nobody knows', () => {
  expect(problemsOf([], { engines: { gatecrash: { reconection: true } } })).toEqual([
    'config.engines.gatecrash: unknown key "reconection"; did you mean "reconnection"?',
  ])
})

it('refuses a target that is no url', () => {
  expect(problemsOf([], { target: 'localhost:3000' })).toEqual([
    'config.target: must be the gateway\'s url, http:// or https://; got "localhost:3000"',
  ])
})

it('leaves scenarios of other engines alone', () => {
  const scenarios = [{ engine: 'http', flow: [{ whatever: 1 }] }, { flow: [{ whatever: 1 }] }]
  expect(scriptProblems({ config: { target }, scenarios })).toEqual([])
})

it('takes the engine of the script for scenarios that name none', () => {
  expect(
    scriptProblems({ config: { target, engine: 'gatecrash' }, scenarios: [{ flow: [{ whatever: 1 }] }] }),
  ).toHaveLength(1)
})
