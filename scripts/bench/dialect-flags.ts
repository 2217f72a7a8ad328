import { Option } from 'commander'
import type { DialectDefinition } from '../../load/client/dialect-definition.ts'
import { shippedDialectNames, type ShippedDialectName } from '../../load/client/dialects/index.ts'
import { packetParsers, type PacketParser } from '../../load/client/packet-parser.ts'
import { collect } from '../cli/option-lists.ts'
import { namespaceSchema, pathSchema } from '../config/schema/dialect.ts'
import { placeholderProblem } from '../config/schema/template.ts'

/** The flags of the dialect as commander reads them. */
export interface RawDialectOptions {
  readonly dialect?: ShippedDialectName
  readonly namespace?: string
  readonly path?: string
  readonly parser?: PacketParser
  readonly header: readonly string[]
  readonly auth?: string
}

/** What flags change in a dialect. */
export type DialectOverrides = Pick<DialectDefinition, 'namespace' | 'path' | 'parser' | 'headers' | 'auth'>

/** The flags of the dialect. */
export function dialectFlags() {
  return {
    dialect: new Option(
      '--dialect <name>',
      `what the users speak, of those that ship; default: that of the configuration, or reference. The flags below change it`,
    ).choices([...shippedDialectNames]),
    namespace: new Option('--namespace <name>', 'the Socket.IO namespace, such as / or /chat'),
    path: new Option('--path <path>', 'the Engine.IO path, such as /socket.io/'),
    parser: new Option('--parser <name>', 'how packets are written').choices([...packetParsers]),
    header: new Option(
      '--header <header>',
      'an HTTP header of every request, as in "x-tenant: acme", with {{user}} and {{jwt}} filled in; repeat',
    )
      .argParser(collect)
      .default([]),
    auth: new Option('--auth <json>', 'what the gateway sees in handshake.auth, such as {"token":"{{jwt}}"}'),
  } as const
}

/** Reads what the flags change in a dialect; what is wrong is added to the problems, without what may be a secret. */
export function readDialectOverrides(raw: RawDialectOptions, problems: string[]): DialectOverrides {
  const { namespace, path, parser } = raw
  if (namespace !== undefined) refuse('--namespace', namespace, namespaceSchema.safeParse(namespace), problems)
  if (path !== undefined) refuse('--path', path, pathSchema.safeParse(path), problems)
  const auth = raw.auth === undefined ? undefined : readAuth(raw.auth, problems)
  const headers = readHeaders(raw.header, problems)
  return {
    ...(namespace !== undefined && { namespace }),
    ...(path !== undefined && { path: path.endsWith('/') ? path : `${path}/` }),
    ...(parser !== undefined && { parser }),
    ...(raw.header.length > 0 && { headers }),
    ...(auth !== undefined && { auth }),
  }
}

interface Checked {
  readonly error?: { readonly issues: readonly { readonly message: string }[] } | undefined
}

function refuse(flag: string, text: string, { error }: Checked, problems: string[]): void {
  if (error !== undefined) problems.push(`${flag} ${text}: ${error.issues[0]?.message ?? 'is not allowed'}.`)
}

function readAuth(text: string, problems: string[]): DialectDefinition['auth'] {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    problems.push(`--auth: this is no JSON; give an object in quotes, as in --auth '{"token":"x"}'.`)
    return undefined
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    problems.push(`--auth: give an object, as in --auth '{"token":"x"}'.`)
    return undefined
  }
  const problem = placeholderProblem(value, ['user', 'jwt'])
  if (problem !== undefined) problems.push(`--auth: ${problem}.`)
  return value as Readonly<Record<string, unknown>>
}

function readHeaders(texts: readonly string[], problems: string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    texts.flatMap((text) => {
      const [, name = '', value = ''] = /^([^:\s]+)\s*:\s*(.*)$/s.exec(text) ?? []
      const isToken = /^[\w!#$%&'*+.^`|~-]+$/.test(name)
      const problem = !isToken
        ? 'write a name, a colon and a value, as in --header "x-tenant: acme"'
        : /[\r\n\0]/.test(value)
          ? `the value of ${name} has a line break`
          : placeholderProblem(value, ['user', 'jwt'])
      if (problem !== undefined) problems.push(`--header: ${problem}${/[.?]$/.test(problem) ? '' : '.'}`)
      return problem === undefined ? [[name.toLowerCase(), value] as const] : []
    }),
  )
}
