import { z } from 'zod'
import type { DialectDefinition } from '../../../load/client/dialect-definition.ts'
import { shippedDialectNames } from '../../../load/client/dialects/index.ts'
import { packetParsers } from '../../../load/client/packet-parser.ts'
import { plainIssue } from '../../../reports/schema-issue.ts'
import { shape } from '../../../reports/schema-shape.ts'
import { dialectContradictions } from '../dialect-contradictions.ts'
import { emitSchema, templateTable, textTable } from './template.ts'
import { flag, functionOf, name } from './values.ts'

const jwtSchema = shape({
  secret: z.union([name('the secret'), shape({ env: name('the name of an environment variable') })], {
    error: 'give the secret as a text, or { env: NAME } with the environment variable that has it',
  }),
  claims: templateTable(['user'], 'claims').exactOptional(),
  expiresInSeconds: z
    .int({ error: 'give seconds as a whole number from 1' })
    .min(1, { error: 'give seconds as a whole number from 1' })
    .exactOptional(),
})

const joinedSchema = z.union([z.enum(['ack', 'probe']), shape({ event: name('the name of an event') })], {
  error: 'give ack, probe, or { event: NAME } with the event that the gateway answers with',
})

/** A namespace as Socket.IO writes it: `/`, `/chat`. */
export const namespaceSchema = z.string({ error: 'give a namespace such as / or /chat' }).regex(/^\/[^\s?,]*$/, {
  error: 'a namespace begins with a slash and has no blank, comma or question mark: give / or /chat',
})

/** The Engine.IO path; a closing slash may be left out. */
export const pathSchema = z
  .string({ error: 'give a path such as /socket.io/' })
  .regex(/^\/[^\s?#]*$/, { error: 'a path begins with a slash and has no blank, ? or #: give one such as /socket.io/' })

const nameSchema = name('what reports shall call the dialect').refine(
  (text) => !shippedDialectNames.some((shipped) => shipped === text),
  { error: 'a dialect that ships has this name; choose another one' },
)

/** A dialect of the user's. */
export const ownDialectSchema = z
  .strictObject({
    name: nameSchema.exactOptional(),
    namespace: namespaceSchema.exactOptional(),
    path: pathSchema.exactOptional(),
    parser: z.enum(packetParsers).exactOptional(),
    headers: textTable(['user', 'jwt'], 'HTTP headers').exactOptional(),
    query: textTable(['user', 'jwt'], 'parameters of the URL').exactOptional(),
    auth: templateTable(['user', 'jwt'], 'what the gateway shall see in handshake.auth').exactOptional(),
    jwt: jwtSchema.exactOptional(),
    login: functionOf<NonNullable<DialectDefinition['login']>>(
      'a user number and returns its credentials',
    ).exactOptional(),
    join: emitSchema<NonNullable<DialectDefinition['join']>>(
      ['room', 'user', 'jwt'],
      'room',
      '["joinRoom", { "room": "{{room}}" }]',
    ).exactOptional(),
    joined: joinedSchema.exactOptional(),
    send: emitSchema<DialectDefinition['send']>(
      ['room', 'text', 'user', 'jwt'],
      'text',
      '["message", { "room": "{{room}}", "text": "{{text}}" }]',
    ),
    acknowledges: flag().exactOptional(),
    asksAlways: flag().exactOptional(),
    relays: flag().exactOptional(),
    senderReceives: flag().exactOptional(),
    refusal: functionOf<NonNullable<DialectDefinition['refusal']>>(
      'an acknowledgement and returns why it means no',
    ).exactOptional(),
  })
  .check((context) => {
    if (context.issues.length > 0) return
    for (const { at, text } of dialectContradictions(context.value)) context.issues.push(plainIssue(at, text))
  })
  .readonly()

/** One that ships, by name, or the user's own. */
export const dialectSchema = z.union([z.enum(shippedDialectNames), ownDialectSchema], {
  error: `give the name of one that ships (${shippedDialectNames.join(', ')}) or the keys of your own`,
})
