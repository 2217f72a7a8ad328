import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Book } from '../../../load/fleet/book.ts'
import { logDestination, writeWorkerLog } from '../../../load/fleet/log-destination.ts'
import { parseWorkerLog } from '../../../load/fleet/read-worker-log.ts'
import { logReceiver } from '../../support/log-receiver.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const book = new Book({ worker: 'abc123', engine: 'gatecrash', script: 'a.yml', run: 'run/1', target: 't' })

describe('a worker log', () => {
  test('is written whole into a folder that may not exist yet', async () => {
    const folder = join(await temporaryFolder(), 'logs', 'today')
    await writeWorkerLog(book.log(true), folder)
    expect(await readdir(folder)).toEqual(['run_1-abc123.json'])
    const log = parseWorkerLog(await readFile(join(folder, 'run_1-abc123.json'), 'utf8'), 'log')
    expect(log).toMatchObject({ worker: 'abc123', complete: true })
  })

  test('is put to a URL, whose query is kept', async () => {
    const { url, received } = await logReceiver()
    await writeWorkerLog(book.log(true), `${url}/logs/?signature=x`)
    expect(received.map(({ path }) => path)).toEqual(['PUT /logs/run_1-abc123.json?signature=x'])
    expect(parseWorkerLog(received[0]?.body ?? '', 'log').worker).toBe('abc123')
  })

  test('is put again where the first attempts fail', async () => {
    const { url, received } = await logReceiver(503, 500, 201)
    await writeWorkerLog(book.log(true), url)
    expect(received).toHaveLength(3)
  })

  test('is not lost in silence where no attempt succeeds', async () => {
    const { url } = await logReceiver(403, 403, 403)
    await expect(writeWorkerLog(book.log(true), `${url}/logs?secret=1`)).rejects.toThrow(
      /\/logs\/run_1-abc123\.json: it answered 403$/,
    )
  })
})

describe('where logs go', () => {
  test('is what the environment says, before the option', () => {
    expect(logDestination('option', { GATECRASH_LOG: 'logs' })).toBe('logs')
    expect(logDestination('option', {})).toBe('option')
  })

  test('is nowhere where neither says anything', () => {
    expect(logDestination(undefined, { GATECRASH_LOG: '' })).toBeUndefined()
  })
})
