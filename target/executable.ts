import { access, constants } from 'node:fs/promises'
import { delimiter, join } from 'node:path'

/** Finds the first of some programs on a PATH; `undefined` when none of them is there. */
export async function findExecutable(names: readonly string[], path: string): Promise<string | undefined> {
  for (const name of names) {
    for (const directory of path.split(delimiter)) {
      if (directory === '') continue
      const file = join(directory, name)
      if (await isExecutable(file)) return file
    }
  }
  return undefined
}

async function isExecutable(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
