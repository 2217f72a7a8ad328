import type { DialectDefinition } from '../dialect-definition.ts'

/** The reference gateway's dialect. `secret` signs the users' tokens, as the gateway's `JWT_SECRET` does. */
export function referenceDialect({ secret }: { readonly secret: string }): DialectDefinition {
  return {
    name: 'reference',
    namespace: '/chat',
    jwt: { secret },
    auth: { token: '{{jwt}}' },
    join: ['joinRoom', { room: '{{room}}' }],
    joined: 'ack',
    send: ['message', { room: '{{room}}', text: '{{text}}' }],
    acknowledges: true,
    asksAlways: false,
  }
}
