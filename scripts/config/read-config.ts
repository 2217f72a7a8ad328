import { relative, resolve } from 'node:path'
import { issueText, pathText, singleIssues } from '../../reports/schema-issue.ts'
import type { Config } from './config.ts'
import { findConfig } from './find-config.ts'
import { plainCopy } from './plain-copy.ts'
import type { FileProblem } from './config-source.ts'
import { readSource } from './read-source.ts'
import { configSchema, configWording } from './schema/config.ts'

const mostProblems = 50

/** A configuration whose every key is fine; nothing it names has been looked for yet. */
export interface ReadConfig {
  /** Absolute. */
  readonly path: string
  /** The path as it is told and recorded: relative to the folder in which the command runs. */
  readonly file: string
  readonly config: Config
  /** The line where a key is written; `undefined` where that is not known. */
  readonly lineOf: (path: readonly PropertyKey[]) => number | undefined
}

/** What came of reading a configuration: there may be none; or everything that is wrong with it, a line each with file, line and key. */
export type ConfigReading =
  | { readonly read: ReadConfig | undefined; readonly problems?: never }
  | { readonly read?: never; readonly problems: readonly string[] }

/** Reads the file that is named, or else the configuration of the folder where there is one. */
export async function readConfig(folder: string, named: string | undefined): Promise<ConfigReading> {
  const found = named === undefined ? await findConfig(folder) : { path: resolve(folder, named) }
  if (found.problem !== undefined) return { problems: [found.problem] }
  if (found.path === undefined) return { read: undefined }
  const { path } = found
  const file = relative(folder, path)
  const source = await readSource(path)
  if (source.problems !== undefined) return { problems: source.problems.map((problem) => located(file, problem)) }
  const { lineOf } = source
  let value: unknown
  try {
    // An empty YAML file says nothing, and that is fine.
    value = plainCopy(source.value ?? {})
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return { problems: [located(file, { line: undefined, text: `${error.message}.` })] }
  }
  const checked = configSchema.safeParse(value)
  if (checked.success) return { read: { path, file, config: checked.data, lineOf } }
  const single = checked.error.issues.flatMap(singleIssues)
  const told = single.slice(0, mostProblems).map(({ at, issue }) => ({
    line: lineOf(at),
    text: keyed(at, issueText(issue, value, configWording)),
  }))
  const problems = told.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)).map((problem) => located(file, problem))
  const rest = single.length - problems.length
  return { problems: rest > 0 ? [...problems, `${file}: and ${rest} more.`] : problems }
}

/** A problem as it is told: file and, where it is known, line. */
export function located(file: string, { line, text }: FileProblem): string {
  return `${file}${line === undefined ? '' : `:${line}`}: ${text}`
}

/** A problem of one key. */
export function keyed(at: readonly PropertyKey[], text: string): string {
  return at.length === 0 ? text : `${pathText(at)}: ${text}`
}
