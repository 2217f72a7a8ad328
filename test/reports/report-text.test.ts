import { open, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { mostReportBytes, readReportText } from '../../reports/report-text.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

async function fileWith(content: string | Uint8Array): Promise<string> {
  const path = join(await temporaryFolder(), 'file')
  await writeFile(path, content)
  return path
}

describe('readReportText', () => {
  test('reads a text that is longer than one chunk', async () => {
    const text = `{"text":"${'é'.repeat(300_001)}"}`
    expect(await readReportText(await fileWith(text))).toBe(text)
  })

  test('leaves out a byte order mark', async () => {
    expect(await readReportText(await fileWith('\uFEFF{}'))).toBe('{}')
  })

  test.each([
    ['nothing', '', 'empty; measure again, or name another file'],
    ['zeros', new Uint8Array(100), 'binary, not the UTF-8 text that a report is'],
    ['a compressed report', gzipSync('{}'), 'compressed; unpack it first'],
    ['words', 'lorem ipsum', 'no gatecrash report: neither JSON nor a page of bench'],
    ['a list', '[{}]', 'no gatecrash report: neither JSON nor a page of bench'],
    [
      'what npm prints before the report',
      '\n> gatecrash@0.1.0 bench\n> node scripts/run.js bench --json\n\n{}',
      'begins with lines of npm; use the report.json of the run, or "npm run --silent"',
    ],
  ])('refuses %s', async (_, content, message) => {
    await expect(readReportText(await fileWith(content))).rejects.toThrow(new RangeError(message))
  })

  test('refuses a file that never ends by its first bytes', async () => {
    await expect(readReportText('/dev/zero')).rejects.toThrow('binary')
  })

  test('refuses a file that is too large by its size', async () => {
    const path = await fileWith('{')
    const file = await open(path, 'r+')
    await file.truncate(mostReportBytes + 1)
    await file.close()
    await expect(readReportText(path)).rejects.toThrow(
      new RangeError('65 MiB, and a report has 64 MiB at most: this is something else'),
    )
  })

  test('says that a file is missing', async () => {
    await expect(readReportText(join(await temporaryFolder(), 'missing'))).rejects.toThrow(
      new RangeError('no such file'),
    )
  })

  test('says why a file cannot be read', async () => {
    await expect(readReportText(await temporaryFolder())).rejects.toThrow(/^cannot be read: EISDIR/)
  })
})
