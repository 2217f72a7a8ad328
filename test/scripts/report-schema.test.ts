import { afterEach, expect, test, vi } from 'vitest'
import { main } from '../../scripts/report-schema.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

test('refuses arguments with one line and exit code 2', async () => {
  const error = vi.spyOn(console, 'error').mockReturnValue()
  expect(await main(['--out', 'x.json'])).toBe(2)
  expect(error.mock.calls).toEqual([['report-schema takes no arguments, got: --out x.json']])
})
