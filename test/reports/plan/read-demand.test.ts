import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseDemand, readDemand } from '../../../reports/plan/read-demand.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const least = `users: 100
arrivalsPerMinute: 10
rooms:
  - count: 4
    members: 25
messagesPerUserPerMinute: 2
payload: 128
deployment:
  vcpu: 1
  memory: 512MiB
  adapter: redis
`

const example = new URL('../../../demand.example.yml', import.meta.url)

function problemsOf(text: string): readonly string[] {
  return parseDemand(text, 'd.yml').problems ?? []
}

/** The least demand with one line in place of that which begins alike, or after all others. */
function withLine(line: string): string {
  const key = `${line.split(':')[0]}:`
  const lines = least.split('\n')
  return lines.some((one) => one.startsWith(key))
    ? lines.map((one) => (one.startsWith(key) ? line : one)).join('\n')
    : `${least}${line}\n`
}

describe('a demand', () => {
  test('has defaults for everything that the least one leaves out', () => {
    expect(parseDemand(least, 'd.yml').demand).toEqual({
      users: 100,
      arrivalsPerMinute: 10,
      rooms: [{ count: 4, members: 25 }],
      messagesPerUserPerMinute: 2,
      payload: 128,
      acknowledged: true,
      transports: { websocket: 1, upgrade: 0, polling: 0 },
      presence: 'off',
      deployment: { vcpu: 1, memory: 512 * 2 ** 20, adapter: 'redis' },
      policy: { p99: 250, cpuCeiling: 0.7, memoryCeiling: 0.8, redisCeiling: 0.6, spareInstances: 1 },
    })
  })

  test('is the example, which says what is its default elsewhere', async () => {
    const { demand, problems } = await readDemand(example.pathname)
    expect(problems).toBeUndefined()
    expect(demand).toMatchObject({ presence: 'off', acknowledged: true, growth: 1.5 })
    expect(demand?.policy).toEqual(parseDemand(least, 'd.yml').demand?.policy)
  })

  test.each([
    ['2GiB', 2 * 2 ** 30],
    ['1.5 GB', 1.5e9],
    ['768Mi', 768 * 2 ** 20],
  ])('reads memory of %s', (text, bytes) => {
    expect(parseDemand(least.replace('512MiB', text), 'd.yml').demand?.deployment.memory).toBe(bytes)
  })

  test.each([
    ['1.5', 1.5],
    ['50%', 1.5],
    ['20 %', 1.2],
  ])('reads growth of %s as a factor', (text, factor) => {
    expect(parseDemand(withLine(`growth: ${text}`), 'd.yml').demand?.growth).toBeCloseTo(factor, 12)
  })

  test('reads a bandwidth as bits per second', () => {
    const { demand } = parseDemand(least.replace('  vcpu', '  network: 1.5Gbit\n  vcpu'), 'd.yml')
    expect(demand?.deployment.network).toBe(1.5e9)
  })

  test('may be JSON', () => {
    const { demand } = parseDemand(least, 'd.yml')
    const deployment = { ...demand?.deployment, memory: '512MiB' }
    expect(parseDemand(JSON.stringify({ ...demand, deployment }), 'd.json').demand).toEqual(demand)
  })
})

describe('nonsense in a demand', () => {
  test('is told all at once, a line each with file, line and path', async () => {
    const text = `users: -5
arivalsPerMinute: 3
rooms:
  - count: 0
    members: 90
  - {count: 3, member: 5}
messagesPerUserPerMinute: lots
payload: 1KB
transports: {websocket: 0.5, pigeon: 1}
presence: onn
growth: a lot
reconnectStorm: {share: 3, withinSeconds: 0}
deployment:
  vcpu: 0.5
  memory: 2
  adapter: reddis
  network: 3
  currency: EUR
policy: {p99: 250ms, cpuCeiling: 0.7, spareInstances: 1.5}
`
    await expect(`${problemsOf(text).join('\n')}\n`).toMatchFileSnapshot('golden/nonsense.txt')
  })

  test.each([
    ['users: 20', 'd.yml:5: rooms[0].members: 25 members are more than the 20 users there are.'],
    [
      'transports: { websocket: 0.5, polling: 0.4 }',
      'd.yml:12: transports: the shares sum to 0.9; make them sum to 1, every user has one.',
    ],
    ['payload: .inf', expect.stringMatching(/^d\.yml:7: payload: Infinity is not allowed; give the bytes/)],
    ['payload: 0', expect.stringMatching(/^d\.yml:7: payload: 0 is not allowed; give the bytes/)],
    ['payload:', expect.stringMatching(/^d\.yml:7: payload: null is not allowed; give the bytes/)],
    ['users: 10.5', expect.stringMatching(/^d\.yml:1: users: 10\.5 is not allowed; give a whole number/)],
    ['presence: true', 'd.yml:12: presence: true is not allowed; give one of on, off.'],
    ['rooms: 5', expect.stringMatching(/^d\.yml:3: rooms: 5 is not allowed; give a list/)],
    ['deployment: redis', expect.stringMatching(/^d\.yml:8: deployment: "redis" is not allowed; give the keys/)],
    ['polcy: {}', 'd.yml:12: polcy: there is no such key; did you mean "policy"?'],
    [
      'policy: { cpuCeiling: 1.5 }',
      expect.stringMatching(/^d\.yml:12: policy\.cpuCeiling: 1\.5 is not allowed; give the share of a core/),
    ],
  ])('%s', (line, problem) => {
    // A list or a map that a line replaces takes what was below it along.
    const text = withLine(line).replace(/^(rooms: 5|deployment: redis)\n(?: .*\n)+/m, '$1\n')
    expect(problemsOf(text)).toEqual([problem])
  })

  test.each([
    ['an instance that may use more than it has', 'vcpu: 0.5', 'policy.cpuCeiling: an instance may use 0.7'],
    [
      'a spare instance where there can be but one',
      'adapter: memory',
      'policy.spareInstances: with the adapter memory',
    ],
    ['as many spare instances as there are', 'instances: 1', 'policy.spareInstances: if 1 of 1 instances fail'],
    ['a currency without a price', 'currency: EUR', 'deployment.currency: there is no price'],
  ])('is %s', (_, line, problem) => {
    const [key = ''] = line.split(':')
    const others = least.split('\n').filter((one) => !one.includes(`${key}:`) && one !== '')
    const text = [...others, `  ${line}`, 'policy: { cpuCeiling: 0.7, spareInstances: 1 }'].join('\n')
    const at = problem.startsWith('policy') ? text.split('\n').length : text.split('\n').length - 1
    expect(problemsOf(text)).toEqual([expect.stringContaining(`d.yml:${at}: ${problem}`)])
  })

  test.each([
    ['a: [', 'd.yml:1: Flow sequence'],
    ['a: 1\na: 2', 'd.yml:2: Map keys must be unique'],
    ['a: !!js/function x', 'd.yml:1: Unresolved tag'],
    ['a: *b', 'd.yml: Unresolved alias'],
    ['', 'd.yml:1: null is not allowed; give the keys of a demand'],
    ['- 3', 'd.yml:1: a list is not allowed; give the keys of a demand'],
  ])('is what YAML does not allow or a demand is not: %j', (text, problem) => {
    expect(problemsOf(text)[0]).toContain(problem)
  })

  test('is not printed without end', () => {
    const problems = problemsOf(Array.from({ length: 5000 }, (_, at) => `wrong${at}: 1`).join('\n'))
    expect(problems.length).toBe(51)
    expect(problems.at(-1)).toMatch(/^and \d+ more$/)
  })

  test.each(['[]', '[x]'])('cannot be made large by aliases of %s', (seed) => {
    const levels = Array.from(
      { length: 40 },
      (_, at) => `a${at}: &a${at} ${at === 0 ? seed : `[${`*a${at - 1},`.repeat(9)}]`}`,
    )
    const problems = problemsOf([...levels, 'rooms: *a39', 'users: *a39'].join('\n'))
    expect(problems.length).toBeGreaterThan(0)
    expect(Math.max(...problems.map(({ length }) => length))).toBeLessThan(500)
  })
})

describe('the file of a demand', () => {
  test('may be missing', async () => {
    const path = join(await temporaryFolder(), 'demand.yml')
    expect(await readDemand(path)).toEqual({
      problems: [`${path}: no such file; copy demand.example.yml and fill it in.`],
    })
  })

  test('is not read where it is far too large', async () => {
    const path = join(await temporaryFolder(), 'demand.yml')
    await writeFile(path, `#${' '.repeat(2 ** 20)}\n${least}`)
    expect((await readDemand(path)).problems?.[0]).toContain('larger than 1 MiB')
  })
})
