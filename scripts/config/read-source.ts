import { readFile, stat } from 'node:fs/promises'
import { extname } from 'node:path'
import type { ConfigSource } from './config-source.ts'
import { configExtensions, isConfigName } from './find-config.ts'
import { readData } from './read-data.ts'
import { readModule } from './read-module.ts'

const mostBytes = 2 ** 20

/** Reads a configuration of any kind; a module is imported, which runs what it does. */
export async function readSource(path: string): Promise<ConfigSource> {
  if (!isConfigName(path))
    return refused(`this is no configuration; name a file that ends in ${configExtensions.join(', ')}.`)
  try {
    const { size } = await stat(path)
    if (size > mostBytes) return refused('it is larger than 1 MiB, so it is no configuration; name another file.')
    return /^\.(json|ya?ml)$/.test(extname(path)) ? readData(await readFile(path, 'utf8')) : await readModule(path)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    return refused(
      code === 'ENOENT' ? 'there is no such file; gatecrash init writes one.' : `it cannot be read: ${code}.`,
    )
  }
}

function refused(text: string): ConfigSource {
  return { problems: [{ line: undefined, text }] }
}
