import { expect, test } from 'vitest'
import { parseBenchOptions } from '../../../../scripts/bench/options.ts'

/** What is wrong with a command line; none where it would run. */
function problemsOf(...args: string[]): readonly string[] {
  const parsed = parseBenchOptions(args)
  return parsed.kind === 'wrong' ? parsed.problems : []
}

const smoke = ['fan-out', '--profile', 'smoke']
const foreign = [...smoke, '--url', 'http://chat.example:3000', '--allow-host', 'chat.example']

test.each(['http://localhost:3000', 'http://127.0.0.1:3000', 'http://127.8.9.10', 'http://[::1]:3000'])(
  '%s is this machine',
  (url) => {
    expect(problemsOf(...smoke, '--url', url)).toEqual([])
  },
)

test.each(['http://10.0.0.7', 'http://127.0.0.1.example', 'http://localhost.example', 'http://[2001:db8::1]:3000'])(
  '%s is not this machine, and may be somebody else’s',
  (url) => {
    const { hostname } = new URL(url)
    expect(problemsOf(...smoke, '--url', url)).toEqual([
      `gatecrash would put load on ${hostname}, which is not this machine: it may be somebody else's, and others may depend on it. If it is yours to load, give --allow-host ${hostname}, or name it under allowHosts in the configuration.`,
    ])
  },
)

test.each(['chat.example', 'CHAT.example', 'chat.example:3000'])('--allow-host %s allows it', (host) => {
  expect(problemsOf(...smoke, '--url', 'http://chat.example:3000', '--allow-host', host)).toEqual([])
})

test.each(['example', 'chat.example:3001', 'chat.example.org'])('--allow-host %s is another host', (host) => {
  expect(problemsOf(...smoke, '--url', 'http://chat.example:3000', '--allow-host', host)).toHaveLength(1)
})

test('the usual port of a protocol need not be in its URL', () => {
  expect(problemsOf(...smoke, '--url', 'https://chat.example', '--allow-host', 'chat.example:443')).toEqual([])
})

test('each host is told once, whatever is measured there', () => {
  const urls = ['--url', 'http://a.example:1', '--url', 'http://a.example:2', '--url', 'http://b.example']
  const problems = problemsOf('fan-out', 'transport', '--profile', 'smoke', ...urls)
  expect(problems.filter((problem) => problem.startsWith('gatecrash would put load on'))).toHaveLength(2)
})

test('a host that is only asked for figures needs to be allowed as well', () => {
  const own = ['--url', 'http://127.0.0.1:3000', '--metrics-url', 'http://metrics.example/metrics']
  expect(problemsOf(...smoke, ...own)).toEqual([
    expect.stringContaining('gatecrash would ask metrics.example for figures'),
  ])
})

test.each([
  {
    setting: 'members=1001',
    says: 'fan-out would connect 1,001 users to chat.example:3000; the cap is 1,000: set fewer users, or raise the cap with --max-users 1001.',
  },
  {
    setting: 'rate=100.5',
    says: 'fan-out would send 101 messages per second to chat.example:3000; the cap is 100: set a lower rate, or raise the cap with --max-rate 101.',
  },
  {
    setting: 'members=1000',
    says: 'fan-out would have chat.example:3000 make 20,000 deliveries per second',
  },
  {
    setting: 'window=120000',
    says: 'fan-out would put load on chat.example:3000 for',
  },
])('on another host $setting is held against a cap', ({ setting, says }) => {
  const lower = setting === 'members=1000' ? ['--max-deliveries', '19999'] : []
  expect(problemsOf(...foreign, '--set', setting, ...lower).join('\n')).toContain(says)
})

test('a cap that was raised by name allows as much', () => {
  expect(problemsOf(...foreign, '--set', 'members=1200', '--max-users', '1200', '--max-deliveries', '24000')).toEqual(
    [],
  )
})

test('connections per second have the same cap as messages', () => {
  const args = ['connect', '--url', 'http://chat.example', '--allow-host', 'chat.example', '--set', 'rate=101']
  expect(problemsOf(...args, '--profile', 'smoke')).toEqual([
    expect.stringContaining('connect would open 101 connections per second to chat.example'),
  ])
})

test('requests without a pace are refused on another host', () => {
  const args = ['http', '--url', 'http://chat.example', '--allow-host', 'chat.example', '--profile', 'smoke']
  expect(problemsOf(...args)).toEqual([
    'http would send as many messages as are answered per second to chat.example; the cap is 100: set a lower rate.',
  ])
})

test('this machine has only the caps that were given', () => {
  const here = ['fan-out', '--set', 'members=5000', '--url', 'http://127.0.0.1:3000']
  expect(problemsOf(...here)).toEqual([])
  expect(problemsOf(...here, '--max-users', '4000')).toEqual([
    expect.stringContaining('fan-out would connect 5,000 users to 127.0.0.1:3000; the cap is 4,000'),
  ])
})
