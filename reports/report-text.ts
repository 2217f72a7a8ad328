import { open, type FileHandle } from 'node:fs/promises'

/** Far more than the longest run writes; what is larger is something else. */
export const mostReportBytes = 64 * 2 ** 20

const chunkBytes = 256 * 2 ** 10

/**
 * Reads the text of a file that should hold a report: UTF-8 that begins as JSON or HTML does, 64 MiB at most. Pipes are read as
 * files are. Rejects with a `RangeError` of one line, after the first bytes where these tell.
 */
export async function readReportText(path: string): Promise<string> {
  const file = await openFile(path)
  try {
    const { size } = await file.stat()
    if (size > mostReportBytes) throw new RangeError(tooLarge(`${Math.ceil(size / 2 ** 20)} MiB`))
    return await readAll(file)
  } catch (error) {
    if (error instanceof RangeError) throw error
    throw new RangeError(`cannot be read: ${reasonOf(error)}`, { cause: error })
  } finally {
    await file.close()
  }
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code !== 'ENOENT') throw new RangeError(`cannot be read: ${reasonOf(error)}`, { cause: error })
    throw new RangeError('no such file', { cause: error })
  }
}

async function readAll(file: FileHandle): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of file.createReadStream({ highWaterMark: chunkBytes, autoClose: false })) {
    if (!Buffer.isBuffer(chunk)) throw new TypeError('a stream without encoding gives buffers')
    if (bytes === 0) refuseOther(chunk)
    bytes += chunk.length
    if (bytes > mostReportBytes) throw new RangeError(tooLarge('more than 64 MiB'))
    chunks.push(chunk)
  }
  if (bytes === 0) throw new RangeError('empty; measure again, or name another file')
  return new TextDecoder().decode(Buffer.concat(chunks))
}

/** Throws where a file that begins like this cannot be a report. */
function refuseOther(start: Buffer): void {
  if (start.readUIntBE(0, Math.min(2, start.length)) === 0x1f8b) throw new RangeError('compressed; unpack it first')
  if (start.includes(0)) throw new RangeError('binary, not the UTF-8 text that a report is')
  const text = new TextDecoder().decode(start).trimStart()
  if (text.startsWith('> ')) {
    throw new RangeError('begins with lines of npm; use the report.json of the run, or "npm run --silent"')
  }
  if (!/^(?:[{<]|$)/.test(text)) throw new RangeError('no gatecrash report: neither JSON nor a page of bench')
}

function tooLarge(size: string): string {
  return `${size}, and a report has 64 MiB at most: this is something else`
}

function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replaceAll(/\s+/g, ' ').slice(0, 200)
}
