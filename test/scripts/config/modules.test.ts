import { describe, expect, test } from 'vitest'
import { loadInProcess } from '../../support/config-process.ts'

const target = "targets: { own: { url: 'http://127.0.0.1:3000' } }"
const dialect = `dialect: { name: 'mine', send: (room: string, text: string) => ['say', text], login: async () => ({}) }`

describe('a configuration that is a module', () => {
  test('is read in TypeScript, and takes no more than its types away', async () => {
    const text = `const name: string = 'own'\nexport default { ${target}, ${dialect} }\n`
    expect(await loadInProcess({ 'gatecrash.config.ts': text })).toMatchObject({ config: {}, err: '' })
  })

  test.each(['commonjs', 'module', undefined])('is an ES module where package.json says %s', async (type) => {
    const manifest = JSON.stringify({ type })
    const text = `import { join } from 'node:path'\nexport default { ${target}, profile: join('smoke') }\n`
    for (const name of ['gatecrash.config.ts', 'gatecrash.config.js']) {
      expect(await loadInProcess({ 'package.json': manifest, [name]: text })).toMatchObject({ config: {}, err: '' })
    }
  })

  test('may be CommonJS', async () => {
    const text = `module.exports = { ${target} }\n`
    const loaded = await loadInProcess({ 'package.json': '{"type":"commonjs"}', 'gatecrash.config.js': text })
    expect(loaded).toMatchObject({ config: {}, err: '' })
  })

  test('may leave keys undefined', async () => {
    const text = `export default { ${target}, slos: process.env.NO_SUCH_VARIABLE }\n`
    expect(await loadInProcess({ 'gatecrash.config.mjs': text })).toMatchObject({ config: { slos: [] } })
  })

  test('tells every problem with its key', async () => {
    const text = `export default {
  targets: { staging: { url: 'ws://127.0.0.1', instances: 2 }, local: { strat: 'node main.js' } },
  dialect: { namespace: 'chat', login: 'https://example.com/login' },
}
`
    const { problems } = await loadInProcess({ 'gatecrash.config.ts': text })
    expect(problems?.join('\n')).toMatchInlineSnapshot(`
      "gatecrash.config.ts: targets.staging.url: "ws://127.0.0.1": this is no http or https URL; give one such as http://127.0.0.1:3000.
      gatecrash.config.ts: targets.local.strat: there is no such key; did you mean "start"?
      gatecrash.config.ts: dialect.namespace: "chat" is not allowed; a namespace begins with a slash and has no blank, comma or question mark: give / or /chat.
      gatecrash.config.ts: dialect.login: "https://example.com/login" is not allowed; give a function that takes a user number and returns its credentials; only a configuration in JavaScript or TypeScript can have one.
      gatecrash.config.ts: dialect.send: is missing; give an event and its arguments as a list, such as ["message", { "room": "{{room}}", "text": "{{text}}" }]."
    `)
  })

  test.each([
    [
      'ts',
      'enum A { B }\nexport default { a: A.B }',
      /^gatecrash\.config\.ts:1: TypeScript enum is not supported.*leave out enums/,
    ],
    [
      'ts',
      'const a = 1\n\nexport default { a: [1, }',
      /^gatecrash\.config\.ts:3: syntax error: Expression expected\.$/,
    ],
    ['mjs', 'export default { a: [1, }', /^gatecrash\.config\.mjs: syntax error: Unexpected token '}'\.$/],
    [
      'mjs',
      '\nexport default { a: JSON.parse("{") }',
      /^gatecrash\.config\.mjs:2: syntax error: Expected property name/,
    ],
    ['mjs', '\n\nthrow new Error("no luck")', /^gatecrash\.config\.mjs:3: it threw an error: no luck\.$/],
    ['mjs', 'throw "no luck"', /^gatecrash\.config\.mjs: it threw an error: no luck\.$/],
    [
      'mjs',
      'import "no-such-package"',
      /^gatecrash\.config\.mjs: Cannot find package 'no-such-package'.* Install it, or correct the import\.$/,
    ],
    [
      'ts',
      "import { defineConfig } from 'gatecrash'\nexport default defineConfig({})",
      /npm i -D gatecrash, or export the object as it is/,
    ],
    [
      'mjs',
      'export const config = {}',
      /^gatecrash\.config\.mjs: nothing is exported by default; write export default defineConfig/,
    ],
    [
      'mjs',
      'export default () => ({})',
      /^gatecrash\.config\.mjs: what is exported by default is no object; write export default/,
    ],
  ])('that cannot be imported is refused in one line: %s, %j', async (extension, text, line) => {
    const { problems } = await loadInProcess({ [`gatecrash.config.${extension}`]: text })
    expect(problems).toEqual([expect.stringMatching(line)])
  })
})

test('a dialect with functions needs its module, and one without does not', async () => {
  const withFunctions = await loadInProcess({ 'gatecrash.config.ts': `export default { ${dialect} }` })
  const data = await loadInProcess({
    'gatecrash.config.mjs': "export default { dialect: { send: ['say', '{{text}}'] } }",
  })
  expect(withFunctions.config?.['dialect']).toHaveProperty('module', expect.stringMatching(/gatecrash\.config\.ts$/))
  expect(data.config?.['dialect']).not.toHaveProperty('module')
})

test('the file that is named is read, wherever it lies', async () => {
  const { problems } = await loadInProcess({ 'load/staging.yml': 'trials: none\n' }, 'load/staging.yml')
  expect(problems).toEqual(['load/staging.yml:1: trials: "none" is not allowed; give a whole number from 1 to 1,000.'])
})
