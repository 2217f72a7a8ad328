import { readFileSync } from 'node:fs'

import type { TlsTrust } from '../../load/client/chat-client.ts'
import type { ShippedDialectName } from '../../load/client/dialects/index.ts'
import { readCommandLine } from '../cli/command-line.ts'
import type { Parsed } from '../cli/parsed.ts'
import type { Auth, Events } from './answers.ts'
import { initCommand, type RawInitOptions } from './command.ts'
import type { ConfigFormat } from './document/field.ts'
import { readAuth } from './read-auth.ts'
import { readEvents } from './read-events.ts'
import { baseUrlOf, headersOf, namespaceOf, pathOf } from './read-gateway.ts'

/** What `gatecrash init` was asked to do; what is `undefined` is not said, and may be asked. */
export interface InitOptions {
  readonly url: string | undefined
  readonly paths: readonly string[]
  readonly namespaces: readonly string[]
  readonly headers: Readonly<Record<string, string>>
  readonly tls: TlsTrust | undefined
  readonly insecure: boolean
  /** The file of authorities, as it was typed. */
  readonly ca: string | undefined
  readonly start: string | undefined
  readonly shipped: ShippedDialectName | undefined
  readonly events: Events | undefined
  readonly auth: Auth | undefined
  readonly format: ConfigFormat | undefined
  readonly out: string | undefined
  readonly force: boolean
  readonly yes: boolean
  readonly offline: boolean
}

/** Reads the command line of `gatecrash init`. Every problem is found at once, one line each; nothing is printed. */
export function parseInitOptions(args: readonly string[]): Parsed<InitOptions> {
  const command = initCommand()
  const line = readCommandLine(command, args)
  if (line.kind === 'help') return { kind: 'show', text: line.text }
  if (line.kind === 'wrong') return { kind: 'wrong', problems: [line.problem] }
  const raw = command.opts<RawInitOptions>()
  const problems: string[] = []
  const options: InitOptions = {
    url: raw.url === undefined ? undefined : baseUrlOf(raw.url, problems),
    paths: raw.path.map((path) => pathOf(path, problems)),
    namespaces: raw.namespace.map((name) => namespaceOf(name, problems)),
    headers: headersOf(raw.header, problems),
    tls: readTls(raw, problems),
    insecure: raw.insecure ?? false,
    ca: raw.ca,
    start: raw.start,
    shipped: raw.dialect as ShippedDialectName | undefined,
    events: readEvents(raw, problems),
    auth: readAuth(raw, problems),
    format: raw.format as ConfigFormat | undefined,
    out: raw.out,
    force: raw.force ?? false,
    yes: raw.yes ?? false,
    offline: raw.offline ?? false,
  }
  return problems.length > 0 ? { kind: 'wrong', problems } : { kind: 'run', options }
}

function readTls({ insecure, ca, url }: RawInitOptions, problems: string[]): TlsTrust | undefined {
  if (insecure === undefined && ca === undefined) return undefined
  if (url?.startsWith('http:')) problems.push('--insecure and --ca are for an https:// URL.')
  if (insecure !== undefined && ca !== undefined) {
    problems.push('--insecure and --ca: give one; --insecure takes any certificate.')
  }
  if (ca === undefined) return { rejectUnauthorized: false }
  try {
    return { ca: readFileSync(ca, 'utf8') }
  } catch (error) {
    problems.push(`--ca ${ca}: the file cannot be read (${error instanceof Error ? error.message : String(error)}).`)
    return undefined
  }
}
