import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { builtinModules } from 'node:module'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

import { buildEngine } from '../../scripts/build-engine.ts'

const folder = new URL('../../load/artillery-engine/', import.meta.url)
const run = promisify(execFile)

it('may be called several times at once, and leaves what it built alone afterwards', async () => {
  await Promise.all([buildEngine(), buildEngine(), buildEngine()])
  expect(await buildEngine()).toBe(false)
})

it.each(['index.js', 'witness.js'])('makes a %s that needs nothing but the packages that it declares', async (file) => {
  await buildEngine()
  const text = await readFile(new URL(`dist/${file}`, folder), 'utf8')
  const { dependencies } = JSON.parse(await readFile(new URL('package.json', folder), 'utf8')) as {
    dependencies: Record<string, string>
  }
  const imported = [...text.matchAll(/(?:^import [^;]*?from |import\()"([^"]+)"/gm)].map(([, name = '']) => name)
  expect(imported.length).toBeGreaterThan(0)
  const known = [...Object.keys(dependencies), ...builtinModules, ...builtinModules.map((name) => `node:${name}`)]
  for (const name of imported) expect(known).toContain(name)
})

it('makes a package whose entry is an engine', async () => {
  await buildEngine()
  const script = `import('artillery-engine-gatecrash').then(({ default: Engine }) => console.log(typeof Engine.prototype.createScenario))`
  const { stdout } = await run(process.execPath, ['--eval', script], { cwd: new URL('.', folder) })
  expect(stdout).toBe('function\n')
})
