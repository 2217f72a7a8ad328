import { expect, test } from 'vitest'

import { parseRedisInfo, withoutPassword } from '../../target/redis-usage.ts'

const fields = [
  '# Server',
  'redis_version:7.2.4',
  'used_memory:1024',
  'used_cpu_sys:0.25',
  'used_cpu_user:0.5',
  'total_commands_processed:7',
  'total_net_input_bytes:11',
  'total_net_output_bytes:13',
]

test('adds system and user CPU time, in milliseconds', () => {
  expect(parseRedisInfo(fields.join('\r\n'))).toEqual({
    version: '7.2.4',
    usage: { cpuMs: 750, usedMemoryBytes: 1024, commands: 7, bytesIn: 11, bytesOut: 13 },
  })
})

test('tells Valkey by its own version, not by the one that it claims for compatibility', () => {
  expect(parseRedisInfo([...fields, 'valkey_version:8.1.0'].join('\r\n')).version).toBe('Valkey 8.1.0')
})

test('names the figure that is missing', () => {
  const without = fields.filter((line) => !line.startsWith('used_cpu_user'))
  expect(() => parseRedisInfo(without.join('\r\n'))).toThrow('used_cpu_user')
})

test('shows a URL without a password as it is', () => {
  expect(withoutPassword('redis://127.0.0.1:6379')).toBe('redis://127.0.0.1:6379')
})

test('does not show what is no URL: it may be a password', () => {
  expect(withoutPassword('hunter2')).not.toContain('hunter2')
})
