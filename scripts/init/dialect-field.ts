import { isDeepStrictEqual } from 'node:util'

import type { ShippedDialectName } from '../../load/client/dialects/index.ts'
import type { PacketParser } from '../../load/client/packet-parser.ts'
import { authOf, shippedNamespace, type Auth, type Events } from './answers.ts'
import type { DocumentSource } from './document-source.ts'
import { example, field, section, type Field } from './document/field.ts'
import { loginField } from './login-field.ts'

const defaultPath = '/socket.io/'
const joinedComment = [
  'How a join is confirmed: ack, { event: the name of one }, or probe: by a message that comes through.',
]

/** The dialect: the name of one that ships where it is spoken unchanged, otherwise all of it. */
export function dialectField(source: DocumentSource): Field {
  const { answers } = source
  if (answers.shipped !== undefined && isUnchanged(source, answers.shipped)) {
    return field('dialect', answers.shipped, [`How to talk to it; "${answers.shipped}" ships with gatecrash.`])
  }
  const comment = answers.isGuess
    ? ['How to talk to it. Nobody said which events it knows: these are those of common tutorials. Change them.']
    : ['How to talk to it. In texts, {{room}}, {{text}}, {{user}} (a number) and {{jwt}} stand for what they say.']
  const fields = [...connectionFields(source), ...authFields(source), ...eventFields(answers.events)]
  return section('dialect', fields, comment)
}

function isUnchanged(source: DocumentSource, name: ShippedDialectName): boolean {
  const { namespace, auth, isGuess } = source.answers
  const { path, parser } = connectionOf(source)
  const isPlain = path === defaultPath && parser === 'json' && Object.keys(source.options.headers).length === 0
  return !isGuess && isPlain && namespace === shippedNamespace(name) && isDeepStrictEqual(auth, authOf(name))
}

function connectionOf({ findings, options }: DocumentSource): { readonly path: string; readonly parser: PacketParser } {
  return {
    path: findings?.engine.path ?? options.paths[0] ?? defaultPath,
    parser: findings?.namespaces.parser ?? 'json',
  }
}

function connectionFields(source: DocumentSource): Field[] {
  const { headers } = source.options
  const { path, parser } = connectionOf(source)
  return [
    field('namespace', source.answers.namespace, namespaceComment(source.findings)),
    field('path', path),
    parser === 'json'
      ? example('parser', 'msgpack', ['How packets are written; default json.'])
      : field('parser', parser, ['It reads no JSON packets.']),
    ...(Object.keys(headers).length > 0 ? [field('headers', { ...headers })] : []),
  ]
}

function namespaceComment(findings: DocumentSource['findings']): string[] {
  if (findings === undefined) return ['The namespace of the chat.']
  const { found, takesAny } = findings.namespaces
  if (takesAny) return ['The gateway takes a namespace of any name, so check that this is the one of the chat.']
  const others = found.map(({ name }) => name)
  return others.length === 0 ? ['It was not found out; check it.'] : [`There are: ${others.join(', ')}.`]
}

function authFields({ answers, findings }: DocumentSource): Field[] {
  const { auth, namespace } = answers
  const there = findings?.namespaces.found.find(({ name }) => name === namespace)
  const wants = there?.outcome === 'refused' || there?.outcome === 'disconnected'
  const said = wants ? [`Without auth, ${namespace} says: ${there.said}.`] : []
  return fieldsOf(auth, said)
}

function fieldsOf(auth: Auth, said: readonly string[]): Field[] {
  switch (auth.kind) {
    case 'none':
      return [
        example('auth', { token: '{{jwt}}' }, [...said, 'Sent with the namespace CONNECT.']),
        example('jwt', { secret: { env: 'JWT_SECRET' }, claims: { sub: 'user-{{user}}' } }, [
          'Makes {{jwt}}: HS256, with a secret out of the environment.',
        ]),
      ]
    case 'fixed':
      return [
        field('auth', { ...auth.auth }, [...said, 'The same for every user. Keep secrets out of version control.']),
      ]
    case 'jwt':
      return [
        ...(Object.keys(auth.auth).length > 0 ? [field('auth', { ...auth.auth }, said)] : []),
        field('jwt', { secret: { env: auth.secretEnv }, claims: { sub: 'user-{{user}}' } }, [
          `Makes {{jwt}}: HS256, signed with the secret in the variable ${auth.secretEnv}.`,
        ]),
      ]
    case 'login':
      return [loginField(auth.url, said)]
  }
}

function eventFields({ join, joined, send, acknowledges, relays, senderReceives }: Events): Field[] {
  const fields: Field[] = []
  if (join === undefined) {
    fields.push(
      example(
        'join',
        ['join', { room: '{{room}}' }],
        ['How a user joins a room; without it all are in the one room there is.'],
      ),
    )
  } else {
    fields.push(
      field('join', [...join], ['How a user joins a room.']),
      field('joined', typeof joined === 'string' ? joined : { event: joined.event }, joinedComment),
    )
  }
  fields.push(
    field(
      'send',
      [...send],
      ['How a user sends a text. It must come back unchanged, wherever it is in what is relayed.'],
    ),
    field('acknowledges', acknowledges, ['Whether messages are acknowledged to their sender.']),
  )
  if (!relays) return [...fields, field('relays', false, ['Messages are acknowledged, and go to nobody else.'])]
  return [...fields, field('senderReceives', senderReceives, ['Whether a message also comes back to its sender.'])]
}
