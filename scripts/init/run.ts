import { writeFile } from 'node:fs/promises'
import { dirname, relative, resolve } from 'node:path'

import type { TextSink } from '../cli/command-line.ts'
import { programName } from '../cli/program/program-name.ts'
import type { Answers } from './answers.ts'
import { askAnswers } from './ask-answers.ts'
import { Cancelled, type Asker } from './asker.ts'
import { documentFields, documentHead } from './config-document.ts'
import type { DocumentSource } from './document-source.ts'
import { configFile, type ConfigFile } from './config-file.ts'
import { writeJson } from './document/write-json.ts'
import { writeModule } from './document/write-module.ts'
import { writeYaml } from './document/write-yaml.ts'
import { findingsText, wantsAuth } from './findings-text.ts'
import { flagAnswers } from './flag-answers.ts'
import type { InitOptions } from './options.ts'
import { probeGateway, type Findings } from './probe/probe-gateway.ts'
import { baseUrlProblem } from './read-gateway.ts'

const usualUrl = 'http://127.0.0.1:3000'
const interrupted = 130

/** How `init` ended: the exit code, and what was wrong, a line each. */
export interface InitOutcome {
  readonly code: number
  readonly problems: readonly string[]
}

interface World {
  readonly folder: string
  readonly asker: Asker | undefined
  readonly out: TextSink
  readonly signal: AbortSignal
}

/** Asks the gateway, then its people, and writes what they said. Nothing is written unless everything is well. */
export async function runInit(options: InitOptions, world: World): Promise<InitOutcome> {
  try {
    return await unlessCancelled(options, world)
  } catch (error) {
    if (error instanceof Cancelled) return { code: interrupted, problems: ['cancelled; nothing was written.'] }
    throw error
  }
}

async function unlessCancelled(options: InitOptions, world: World): Promise<InitOutcome> {
  const { folder, signal, out } = world
  const problems: string[] = []
  const file = configFile(folder, options, problems)
  const asker = options.yes ? undefined : world.asker
  if (options.auth?.kind === 'login' && (file.format === 'json' || file.format === 'yml')) {
    problems.push(`--login-url: ${file.name} can hold no function; use --format ts or js.`)
  }
  if (options.url === undefined && asker === undefined && !options.offline) {
    problems.push(`say where the gateway runs, such as --url ${usualUrl}; or --offline, and it is not asked.`)
  }
  if (problems.length > 0) return { code: 2, problems }
  const url = options.url ?? (await asker?.text('Where does the gateway run?', usualUrl, baseUrlProblem)) ?? usualUrl
  if (options.tls !== undefined && url.startsWith('http:')) {
    return { code: 2, problems: ['--insecure and --ca are for an https:// URL.'] }
  }
  const probed = options.offline ? undefined : await probe(url, options, signal)
  if (signal.aborted) return { code: Number(signal.reason), problems: ['interrupted; nothing was written.'] }
  if (probed?.kind === 'failed') return { code: 3, problems: [`${probed.problem} ${offlineAdvice}`] }
  const findings = probed?.findings
  if (findings !== undefined)
    out.write(
      `${url}\n${findingsText(findings)
        .map((line) => `  ${line}\n`)
        .join('')}`,
    )
  const answers = asker === undefined ? flagAnswers(options, findings) : await askAnswers(asker, options, findings)
  const source = { url, findings, answers, options: { ...options, ca: caOf(file, folder, options) } }
  const written = await write(file, source, options.force)
  if (written !== undefined) return { code: 2, problems: [written] }
  tell(out, file, findings, answers)
  return { code: 0, problems: [] }
}

const offlineAdvice = 'Nothing was written; --offline writes a file without asking.'

/** A configuration names files as they are seen from where it lies. */
function caOf({ path }: ConfigFile, folder: string, { ca }: InitOptions): string | undefined {
  return ca === undefined ? undefined : relative(dirname(path), resolve(folder, ca))
}

function probe(url: string, { tls, headers, paths, namespaces }: InitOptions, signal: AbortSignal) {
  return probeGateway({ url, tls, headers, signal }, { paths, namespaces })
}

/** Writes the file; answers what was wrong in one line. */
async function write(file: ConfigFile, source: DocumentSource, force: boolean): Promise<string | undefined> {
  try {
    await writeFile(file.path, textOf(file, source), { flag: force ? 'w' : 'wx' })
    return undefined
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    return `${file.name} cannot be written (${error.message}).`
  }
}

function textOf({ format }: ConfigFile, source: DocumentSource): string {
  const fields = documentFields(source)
  switch (format) {
    case 'json':
      return writeJson(fields)
    case 'yml':
      return writeYaml(documentHead(source), fields)
    case 'ts':
    case 'js':
      return writeModule(format, documentHead(source), fields)
  }
}

function tell(out: TextSink, file: ConfigFile, findings: Findings | undefined, answers: Answers): void {
  const { namespace, auth, isGuess } = answers
  const there = findings?.namespaces.found.find(({ name }) => name === namespace)
  const lines = [`wrote ${file.name}: namespace ${namespace}`]
  if (file.format === 'json') lines.push('JSON has no comments: --format ts, js or yml explain every key.')
  if (isGuess)
    lines.push(
      'Nobody said which events it knows; the file has those of common tutorials: change dialect.join and dialect.send.',
    )
  if (findings !== undefined && there === undefined)
    lines.push(`The gateway does not seem to have the namespace ${namespace}; check it.`)
  if (wantsAuth(there) && auth.kind === 'none') {
    lines.push(`${namespace} wants to know who users are (${there?.said ?? ''}): set dialect.auth.`)
  }
  if (auth.kind === 'jwt')
    lines.push(`The tokens are signed with the secret in ${auth.secretEnv}; set it before the next command.`)
  out.write(`${lines.join('\n')}\nnext: ${nextCommand(file)}\n`)
}

function nextCommand({ name }: ConfigFile): string {
  const bench = programName('bench')
  const isFound = /^gatecrash\.config\.\w+$/.test(name)
  return `${bench.startsWith('gatecrash') ? 'npx ' : ''}${bench}${isFound ? '' : ` --config ${name}`} --profile smoke`
}
