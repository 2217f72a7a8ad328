import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** What the files below a folder take on a disk that gives out blocks, in bytes; links count as such. */
export async function folderSize(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const sizes = await Promise.all(entries.map(async ({ parentPath, name }) => lstat(join(parentPath, name))))
  return sizes.reduce((sum, { blocks }) => sum + blocks * 512, 0)
}
