import { expect, test } from 'vitest'
import { findPythonServer } from '../../scripts/setup/facts.js'
import { findLastingPort } from '../support/lasting-port.ts'
import { exampleFile } from '../support/example-bench.ts'
import { expectWitness } from '../support/expect-witness.ts'

test('both clients count the same on a server in Python, over every transport', { timeout: 240_000 }, async () => {
  const python = findPythonServer() ?? expect.fail('There is no python-socketio: run "npm run setup".')
  const url = `http://127.0.0.1:${await findLastingPort()}`
  const start = `${python} ${exampleFile('python/server.py')}`
  await expectWitness('python/gatecrash.config.json', ['--start', start, '--url', url])
})
