import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, extname, join, resolve } from 'node:path'

import { configExtensions, configNames } from '../config/find-config.ts'
import type { ConfigFormat } from './document/field.ts'

const formatOfEnding: Readonly<Record<(typeof configExtensions)[number], ConfigFormat>> = {
  '.ts': 'ts',
  '.mts': 'ts',
  '.js': 'js',
  '.mjs': 'js',
  '.json': 'json',
  '.yml': 'yml',
  '.yaml': 'yml',
}

/** Where a configuration goes, and in which language. */
export interface ConfigFile {
  /** As it is told to people: relative to the folder where that is shorter. */
  readonly name: string
  readonly path: string
  readonly format: ConfigFormat
}

/** Decides the file of a configuration; a problem is one line. */
export function configFile(
  folder: string,
  {
    format,
    out,
    force,
  }: { readonly format: ConfigFormat | undefined; readonly out: string | undefined; readonly force: boolean },
  problems: string[],
): ConfigFile {
  const file =
    out === undefined ? defaultFile(folder, format ?? defaultFormat(folder)) : namedFile(folder, out, format, problems)
  if (!existsSync(dirname(file.path))) problems.push(`--out ${file.name}: there is no folder ${dirname(file.path)}.`)
  if (existsSync(file.path) && !force)
    problems.push(`${file.name} exists already; --force overwrites it, --out names another.`)
  const isFoundByName = configNames.includes(basename(file.path)) && dirname(file.path) === resolve(folder)
  for (const name of isFoundByName ? configNames : []) {
    if (name === basename(file.path) || !existsSync(join(folder, name))) continue
    problems.push(`${name} exists already, and bench refuses two of them: remove it, or give --out and bench --config.`)
  }
  return file
}

function namedFile(folder: string, out: string, format: ConfigFormat | undefined, problems: string[]): ConfigFile {
  const ending = extname(out)
  const byEnding = (formatOfEnding as Readonly<Record<string, ConfigFormat>>)[ending]
  if (byEnding === undefined) {
    problems.push(`--out ${out}: it must end in one of ${configExtensions.join(', ')}.`)
  } else if (format !== undefined && format !== byEnding) {
    problems.push(`--out ${out} and --format ${format} contradict each other; leave one out.`)
  }
  return { name: out, path: resolve(folder, out), format: byEnding ?? 'ts' }
}

function defaultFile(folder: string, format: ConfigFormat): ConfigFile {
  // Node takes a plain .js or .ts for CommonJS unless package.json says otherwise.
  const isModule = format === 'json' || format === 'yml' || isModuleFolder(folder)
  const name = `gatecrash.config.${isModule ? '' : 'm'}${format}`
  return { name, path: resolve(folder, name), format }
}

function defaultFormat(folder: string): ConfigFormat {
  return existsSync(join(folder, 'tsconfig.json')) ? 'ts' : 'js'
}

/** Whether the nearest package.json says that its files are ES modules. */
function isModuleFolder(folder: string): boolean {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const file = join(at, 'package.json')
    if (existsSync(file)) return isModulePackage(file)
    if (dirname(at) === at) return false
  }
}

function isModulePackage(file: string): boolean {
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return typeof content === 'object' && content !== null && 'type' in content && content.type === 'module'
  } catch {
    return false
  }
}
