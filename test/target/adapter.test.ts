import { expect, test } from 'vitest'

import { adapters, needsRedis } from '../../target/adapter.ts'
import { adapters as gatewayAdapters } from '../../target/gateway/options.ts'

test('names the adapters that the reference gateway knows', () => {
  expect(adapters).toEqual(gatewayAdapters)
})

test('knows which adapters relay through Redis', () => {
  expect(adapters.filter(needsRedis)).toEqual(['redis', 'redis-sharded', 'redis-streams'])
})
