import { randomUUID } from 'node:crypto'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ReportError } from './report-error.ts'

/**
 * Writes a file, making its folder where there is none; readers see the old text or the new one, never a part.
 * Rejects with a {@link ReportError}, and leaves what was there, where it cannot be written.
 */
export async function writeWholeFile(path: string, text: string): Promise<void> {
  const folder = dirname(path)
  // In the same folder, because a rename is atomic only within one file system.
  const temporary = join(folder, `.${randomUUID()}.tmp`)
  try {
    await mkdir(folder, { recursive: true })
    await writeFile(temporary, text)
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    const reason = error instanceof Error ? error.message : String(error)
    throw new ReportError(path, [`cannot be written: ${reason}`], { cause: error })
  }
}
