import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { autocannon, requireNeededPackages } from '../../../scripts/bench/needed-packages.ts'
import { scenarios } from '../../../scenarios/index.ts'

const none = (): boolean => false

test.each(['http', 'journeys/chat'])('refuses %s, in one line, where its packages are missing', (wanted) => {
  const chosen = scenarios.filter(({ name }) => name === wanted)
  expect(chosen).toHaveLength(1)
  expect(() => requireNeededPackages(chosen, none)).toThrow(
    expect.objectContaining({ code: 'configuration', message: expect.stringMatching(/^[^\n]*npm[^\n]*$/) as string }),
  )
})

test('needs nothing more for scenarios of our own generator', () => {
  const own = scenarios.filter(({ kind }) => kind === 'workload')
  expect(() => requireNeededPackages(own, none)).not.toThrow()
})

test('finds everything in a checkout', () => {
  expect(() => requireNeededPackages(scenarios)).not.toThrow()
})

test('names the version of autocannon that the package may be used with', async () => {
  const manifest: unknown = JSON.parse(await readFile('package.json', 'utf8'))
  expect(manifest).toMatchObject({
    peerDependencies: { [autocannon.name]: autocannon.version },
    devDependencies: { [autocannon.name]: autocannon.version },
  })
})
