import { readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { journeys } from '../../../scenarios/journeys/index.ts'
import { defaultValues, ParameterValues } from '../../../scenarios/parameter-values.ts'
import { deriveScript, forEngine } from '../../../scripts/bench/journey/derived-script.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

test('a script keeps everything but the name of its engine', () => {
  const script = {
    config: { target: 'http://127.0.0.1:3000', engines: { 'socketio-v3': { transports: ['polling'] }, http: {} } },
    scenarios: [
      { name: 'a', engine: 'socketio-v3', flow: [{ think: 1 }] },
      { engine: 'http', flow: [] },
    ],
  }
  expect(forEngine(script, 'gatecrash', '/scripts')).toEqual({
    config: { target: 'http://127.0.0.1:3000', engines: { gatecrash: { transports: ['polling'] }, http: {} } },
    scenarios: [
      { name: 'a', engine: 'gatecrash', flow: [{ think: 1 }] },
      { engine: 'http', flow: [] },
    ],
  })
})

test.each(journeys)('$name keeps its name and finds its processor from another folder', async (scenario) => {
  const values = new ParameterValues(defaultValues(scenario.parameters, 'smoke'))
  const { path, engine } = scenario.journey(values)
  const written = await deriveScript(path, engine, await temporaryFolder())
  expect(basename(written)).toBe(basename(path))
  const { config } = parse(await readFile(written, 'utf8')) as { readonly config: { readonly processor: string } }
  expect(config.processor).toBe(join(dirname(path), 'processor.js'))
})

test.each(journeys)('$name has a variable in its script for every parameter', async (scenario) => {
  const values = new ParameterValues(defaultValues(scenario.parameters, 'smoke'))
  const { path, variables } = scenario.journey(values)
  const { config } = parse(await readFile(path, 'utf8')) as { readonly config: { readonly variables: object } }
  expect(Object.keys(config.variables)).toEqual(expect.arrayContaining(Object.keys(variables)))
})
