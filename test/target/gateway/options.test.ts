import { describe, expect, test } from 'vitest'
import { gatewayOptions, type GatewayOptions, readOptions } from '../../../target/gateway/options.ts'
import { testSecret } from '../../support/sign-token.ts'

function read(environment: Record<string, string>): GatewayOptions {
  const result = readOptions({ JWT_SECRET: testSecret, ...environment })
  if (!result.ok) throw new Error(result.problems.join('\n'))
  return result.options
}

test('only JWT_SECRET has to be set', () => {
  expect(read({})).toEqual({
    PORT: 0,
    HOST: '127.0.0.1',
    JWT_SECRET: testSecret,
    ADAPTER: 'memory',
    REDIS_URL: 'redis://127.0.0.1:6379',
    CLIENT_URL: [],
    TRANSPORTS: ['polling', 'websocket'],
    PING_INTERVAL: 25_000,
    PING_TIMEOUT: 20_000,
    MAX_HTTP_BUFFER_SIZE: 131_072,
    CHAT_PRESENCE: false,
    CHAT_BURN_MICROS: 0,
    CHAT_SPARE_HANDLERS: 0,
    LOG_LEVEL: 'warn',
  })
})

test('a variable that is empty counts as not set', () => {
  expect(read({ PORT: '', ADAPTER: '' })).toMatchObject({ PORT: 0, ADAPTER: 'memory' })
  expect(readOptions({ JWT_SECRET: '' })).toMatchObject({ ok: false })
})

test('JWT_SECRET that is missing is asked for', () => {
  expect(readOptions({})).toEqual({
    ok: false,
    problems: ["JWT_SECRET: is not set; Secret that signs the users' tokens (HS256), at least 32 bytes. Required."],
  })
})

test('JWT_SECRET is measured in bytes', () => {
  expect(read({ JWT_SECRET: 'é'.repeat(16) })).toHaveProperty('JWT_SECRET')
})

describe.each([
  ['PORT', ['-1', '65536', '1.5', 'x', '0x10', ' 1', '1e3']],
  ['ADAPTER', ['Redis', 'redis,ipc', 'kafka']],
  ['REDIS_URL', ['localhost:6379', 'http://localhost', 'redis://']],
  ['CLIENT_URL', ['https://chat.example/', 'chat.example', '*', 'https://a.example,https://b.example/path']],
  ['TRANSPORTS', [',', 'websockets', 'polling;websocket', 'webtransport']],
  ['PING_INTERVAL', ['0', '-5', 'often']],
  ['PING_TIMEOUT', ['0', '20s']],
  ['MAX_HTTP_BUFFER_SIZE', ['0', '1MB']],
  ['CHAT_PRESENCE', ['true', '1', 'ON']],
  ['CHAT_BURN_MICROS', ['-1', '0.5', '10000001']],
  ['CHAT_SPARE_HANDLERS', ['-1', '0.5', '1001']],
  ['LOG_LEVEL', ['info', 'all']],
])('%s', (name, values) => {
  test.each(values)('may not be "%s"', (value) => {
    const result = readOptions({ JWT_SECRET: testSecret, [name]: value })
    if (result.ok) throw new Error(`accepted ${value}`)
    expect(result.problems).toHaveLength(1)
    expect(result.problems[0]).toMatch(name === 'REDIS_URL' ? /^REDIS_URL: must / : `${name}="${value}": must `)
  })
})

test('lists are split at commas and trimmed', () => {
  expect(read({ CLIENT_URL: ' https://a.example , http://localhost:5173', TRANSPORTS: 'websocket' })).toMatchObject({
    CLIENT_URL: ['https://a.example', 'http://localhost:5173'],
    TRANSPORTS: ['websocket'],
  })
})

test('every option has a sentence, and a default that it accepts', () => {
  for (const option of gatewayOptions) {
    expect(option.description).toMatch(/^[A-Z].*\.$/)
    if (option.default !== undefined) expect(() => read({ [option.name]: option.default ?? '' })).not.toThrow()
  }
  expect(gatewayOptions.filter((option) => option.default === undefined).map(({ name }) => name)).toEqual([
    'JWT_SECRET',
  ])
})
