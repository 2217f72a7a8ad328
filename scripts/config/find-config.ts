import { readdir } from 'node:fs/promises'
import { extname, join } from 'node:path'

/** What a configuration may end in. */
export const configExtensions = ['.ts', '.mts', '.js', '.mjs', '.json', '.yml', '.yaml'] as const

/** The file names under which a configuration is found without being named. */
export const configNames: readonly string[] = configExtensions.map((extension) => `gatecrash.config${extension}`)

/** A configuration that was found, that there is none (`path` undefined), or why none can be read, in one line. */
export type FoundConfig =
  { readonly path: string | undefined; readonly problem?: never } | { readonly path?: never; readonly problem: string }

/** Finds the configuration of a folder. */
export async function findConfig(folder: string): Promise<FoundConfig> {
  const files = await readdir(folder)
  const [first, second] = configNames.filter((name) => files.includes(name))
  if (first === undefined) return { path: undefined }
  if (second === undefined) return { path: join(folder, first) }
  return { problem: `${first} and ${second}: there are two configurations; remove one, or say which with --config.` }
}

/** Whether a file can be a configuration, by its name. */
export function isConfigName(path: string): boolean {
  return configExtensions.some((extension) => extension === extname(path))
}
