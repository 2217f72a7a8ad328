import { expect, expectTypeOf, test } from 'vitest'
import type { z } from 'zod'
import type { Config } from '../../../scripts/config/config.ts'
import { configSchema } from '../../../scripts/config/schema/config.ts'
import { example } from './documented-example.ts'

test('what the type allows, the schema allows, and the other way round', () => {
  expectTypeOf<z.input<typeof configSchema>>().toExtend<Config>()
  expectTypeOf<Config>().toExtend<z.input<typeof configSchema>>()
  expect(configSchema.safeParse(example).error).toBeUndefined()
})

test('the example has every key of the schema', () => {
  expect(Object.keys(example).toSorted()).toEqual(Object.keys(configSchema.unwrap().shape).toSorted())
})
