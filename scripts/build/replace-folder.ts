import { rename, rm } from 'node:fs/promises'

/** Puts `draft` in the place of `folder`. Where another process does the same at that moment, one of the two stays. */
export async function replaceFolder(folder: string, draft: string): Promise<void> {
  const old = `${draft}-old`
  try {
    await rename(folder, old).catch(unless('ENOENT'))
    // Somebody else's has come in between: it was made of the same sources.
    await rename(draft, folder).catch(unless('ENOTEMPTY', 'EEXIST'))
  } finally {
    await rm(old, { recursive: true, force: true })
  }
}

/** Swallows errors of these codes. */
function unless(...codes: readonly string[]): (error: unknown) => void {
  return (error) => {
    if (!(error instanceof Error && 'code' in error && codes.includes(String(error.code)))) throw error
  }
}
