import { stat } from 'node:fs/promises'

/** Whether there is a folder of that path. */
export async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() === true
}
