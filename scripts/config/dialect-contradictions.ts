import type { DialectConfig } from './config.ts'
import { placeholdersIn } from './schema/template.ts'

/** Something about one key that does not go together with another. */
export interface Contradiction {
  readonly at: readonly PropertyKey[]
  /** In one sentence, without the full stop. */
  readonly text: string
}

/** What does not go together in a dialect whose keys are fine one by one. */
export function dialectContradictions(dialect: Partial<DialectConfig>): Contradiction[] {
  const found: Contradiction[] = []
  const { jwt, auth, headers, query, join, joined, relays, acknowledges, asksAlways, senderReceives } = dialect
  const users = (['auth', 'headers', 'query', 'join', 'send'] as const).filter((key) =>
    placeholdersIn(dialect[key]).includes('jwt'),
  )
  if (jwt !== undefined && users.length === 0) {
    const what = auth ?? headers ?? query
    const hint =
      what === undefined ? 'add auth: { token: "{{jwt}}" }' : 'put "{{jwt}}" where the gateway expects the token'
    found.push({
      at: ['jwt'],
      text: `no {{jwt}} is in auth, headers, query, join or send, so no token would be shown; ${hint}`,
    })
  }
  if (jwt === undefined) {
    for (const key of users) {
      found.push({
        at: [key],
        text: '{{jwt}} needs a secret that signs it; add jwt: { secret: { env: "JWT_SECRET" } }',
      })
    }
  }
  if (joined !== undefined && join === undefined) {
    found.push({ at: ['joined'], text: 'nobody joins anything; add join, or leave out joined' })
  }
  if (asksAlways === true && acknowledges !== true) {
    found.push({ at: ['asksAlways'], text: 'no acknowledgement would come; set acknowledges: true, or leave it out' })
  }
  if (relays === false && acknowledges !== true) {
    found.push({
      at: ['relays'],
      text: 'a gateway that neither relays nor acknowledges leaves nothing to measure; set acknowledges: true if it acknowledges',
    })
  }
  if (relays === false && senderReceives === true) {
    found.push({ at: ['senderReceives'], text: 'nothing is relayed, so nothing comes back; leave it out' })
  }
  return found
}
