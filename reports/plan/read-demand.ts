import { readFile, stat } from 'node:fs/promises'
import { LineCounter, parseDocument } from 'yaml'
import { contradictionsIn } from './contradictions.ts'
import { demandSchema, planAdapters, type Demand } from './demand.ts'
import { issueText, pathText, singleIssues } from '../schema-issue.ts'
import { lineOf } from '../yaml-line.ts'

const mostBytes = 2 ** 20
const mostProblems = 50
const wording = {
  schema: demandSchema,
  map: 'give the keys of a demand, each on its line, as demand.example.yml does',
  list: 'give a list, each entry with a dash, as demand.example.yml does',
}

/** What a demand that has problems says all the same of where it will run, as far as that is fine by itself. */
export interface ToldDeployment {
  readonly adapter?: Demand['deployment']['adapter']
  readonly cpu?: string
}

/** What came of reading a demand: the demand, or everything that is wrong with it, a line each with file, line and path. */
export type ReadDemand =
  | { readonly demand: Demand; readonly problems?: never }
  | { readonly demand?: never; readonly problems: readonly string[]; readonly told?: ToldDeployment }

/** Reads a demand from a file of YAML (or JSON, which is YAML too), 1 MiB at most. */
export async function readDemand(path: string): Promise<ReadDemand> {
  try {
    const { size } = await stat(path)
    if (size > mostBytes) return { problems: [`${path}: larger than 1 MiB, so it is no demand; name another file.`] }
    return parseDemand(await readFile(path, 'utf8'), path)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    const what = code === 'ENOENT' ? 'no such file; copy demand.example.yml and fill it in.' : `cannot be read: ${code}`
    return { problems: [`${path}: ${what}`] }
  }
}

/** Reads a demand from text; `path` is named in the problems. */
export function parseDemand(text: string, path: string): ReadDemand {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const broken = [...document.errors, ...document.warnings].map(
    ({ message, pos }) => `${path}:${lines.linePos(pos[0]).line}: ${message}.`,
  )
  if (broken.length > 0) return { problems: shortened(broken, broken.length) }
  let value: unknown
  try {
    value = document.toJS()
  } catch (error) {
    return { problems: [`${path}: ${error instanceof Error ? error.message : String(error)}`] }
  }
  const checked = demandSchema.safeParse(value)
  const found = [...(checked.success ? [] : checked.error.issues.flatMap(singleIssues)), ...contradictionsIn(value)]
  if (checked.success && found.length === 0) return { demand: checked.data }
  // Saying what is meant takes time, and a file that is no demand at all has many keys.
  const told = found.slice(0, mostProblems).map((problem) => {
    const text = 'issue' in problem ? issueText(problem.issue, value, wording) : problem.text
    return { line: lineOf(document, problem.at, lines), text, at: pathText(problem.at) }
  })
  const sorted = told.toSorted((a, b) => a.line - b.line)
  const texts = sorted.map(({ line, at, text: problem }) => `${path}:${line}: ${at === '' ? '' : `${at}: `}${problem}`)
  return { problems: shortened(texts, found.length), told: toldDeployment(value) }
}

function toldDeployment(value: unknown): ToldDeployment {
  const { adapter, cpu } = fieldsOf(fieldsOf(value)['deployment'])
  const known = planAdapters.find((name) => name === adapter)
  return { ...(known !== undefined && { adapter: known }), ...(typeof cpu === 'string' && { cpu }) }
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return Object(value) as Readonly<Record<string, unknown>>
}

function shortened(problems: readonly string[], all: number): readonly string[] {
  const kept = problems.slice(0, mostProblems)
  return all > kept.length ? [...kept, `and ${all - kept.length} more`] : kept
}
