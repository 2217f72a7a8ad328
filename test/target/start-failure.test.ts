import { expect, test } from 'vitest'

import { startFailure } from '../../target/start-failure.ts'

const exit = (exitCode: number | null, signal: string | null = null) => ({ exitCode, signal })

test('repeats every line of a gateway that refused its configuration', () => {
  const error = startFailure('instance 1', exit(2), ['PORT="x": must be a number', 'JWT_SECRET: is not set'])
  expect(error.code).toBe('configuration')
  expect(error.message).toBe('instance 1 refused its configuration: PORT="x": must be a number; JWT_SECRET: is not set')
})

test.each([
  'Error: listen EADDRINUSE: address already in use 127.0.0.1:3000',
  'cannot listen on 127.0.0.1:3000: the port is in use; set PORT to another one',
])('recognises a port in use: %s', (line) => {
  const error = startFailure('instance 1', exit(2), [line])
  expect(error.code).toBe('port-in-use')
  expect(error.message).toContain('3000')
})

test('finds the message in the stack trace of an uncaught error', () => {
  const lines = [
    'file:///app/main.js:1',
    'throw new TypeError("no such thing")',
    '      ^',
    'TypeError: no such thing',
    '    at main.js:1:7',
    'Node.js v24.21.0',
  ]
  const error = startFailure('instance 2', exit(1), lines)
  expect(error.code).toBe('start-failed')
  expect(error.message).toBe('instance 2 ended (exit code 1) before it listened on a port: TypeError: no such thing')
})

test('names the signal, and says that there were no last words', () => {
  const error = startFailure('instance 1', exit(null, 'SIGKILL'), [])
  expect(error.message).toBe('instance 1 ended (SIGKILL) before it listened on a port and printed nothing.')
})
