import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { readConfig } from '../../scripts/config/read-config.ts'
import { configSchema } from '../../scripts/config/schema/config.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const page = await readFile(new URL('../../docs/configuration.md', import.meta.url), 'utf8')
const source = pathToFileURL(join(import.meta.dirname, '../../index.ts')).href
const functions = ['login', 'refusal']

/** The page's whole example in that language. */
const exampleIn = (language: string): string =>
  new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'ms').exec(page)?.[1] ?? 'missing: yes'

/** Every key that a schema knows, wherever it is. */
function keysOf(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  const own = 'properties' in schema ? Object.keys(schema.properties as object) : []
  return [...own, ...Object.values(schema).flatMap(keysOf)]
}

test('every key is described', () => {
  const keys = [...new Set(keysOf(z.toJSONSchema(configSchema, { unrepresentable: 'any' })))]
  expect(keys).toContain('expiresInSeconds')
  const words = [...page.replace(/^```.*?^```/gms, '').matchAll(/`([^`]+)`/g)].flatMap(([, code = '']) =>
    code.match(/\w+/g),
  )
  expect(keys.filter((key) => !words.includes(key))).toEqual([])
})

test('the two examples can be used, and say the same but for functions', async () => {
  process.env['JWT_SECRET'] = 'for a test'
  const [typescript, yaml] = [await temporaryFolder(), await temporaryFolder()]
  await writeFile(join(typescript, 'gatecrash.config.ts'), exampleIn('ts').replace(`'gatecrash'`, `'${source}'`))
  await writeFile(join(yaml, 'gatecrash.config.yml'), exampleIn('yaml'))
  const [first, second] = await Promise.all([readConfig(typescript, undefined), readConfig(yaml, undefined)])
  expect([first.problems, second.problems]).toEqual([undefined, undefined])
  const { dialect: typed, ...rest } = first.read?.config ?? {}
  const { dialect: plain, ...others } = second.read?.config ?? {}
  expect(rest).toEqual(others)
  const isShared = ([key]: [string, unknown]): boolean => key !== 'send' && !functions.includes(key)
  const shared = (dialect: unknown): [string, unknown][] => Object.entries(dialect as object).filter(isShared)
  expect(shared(typed)).toEqual(shared(plain))
})
