import { expect, test } from 'vitest'
import { scale } from '../../../scripts/scale/scale.ts'

test('a calibration that cannot be read ends the command before anything is measured', async () => {
  const written: Record<'out' | 'err', string> = { out: '', err: '' }
  const sink = (name: 'out' | 'err') => ({
    ...{ isTTY: false, columns: 80 },
    write: (text: string | Uint8Array) => {
      written[name] += String(text)
      return true
    },
  })
  const { signal } = new AbortController()
  expect(await scale(['--report', 'nowhere.json'], sink('out'), sink('err'), signal)).toBe(2)
  expect(written.err).toMatch(/^bench scale: nowhere\.json: /)
  expect(written.out).toBe('')
})
