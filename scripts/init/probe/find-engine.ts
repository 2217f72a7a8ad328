import { engineAt, type Engine, type NoEngine } from './engine-at.ts'
import type { Approach } from './http-question.ts'
import type { ProbeFailure } from './probe-failure.ts'

/** Where Socket.IO is served as a rule, the likeliest first. */
export const commonPaths: readonly string[] = ['/socket.io/', '/ws/', '/socket/', '/api/socket.io/', '/chat/socket.io/']

/** What a search for Socket.IO has come to. */
export type EngineSearch = Engine | ProbeFailure | { readonly kind: 'nowhere'; readonly tried: readonly NoEngine[] }

/** Looks for Socket.IO at the paths that were given, then at the common ones; the first that has it is taken. */
export async function findEngine(approach: Approach, given: readonly string[]): Promise<EngineSearch> {
  const tried: NoEngine[] = []
  for (const path of new Set([...given, ...commonPaths])) {
    const found = await engineAt(approach, path)
    if (found.kind !== 'none') return found
    tried.push(found)
  }
  return { kind: 'nowhere', tried }
}

/** Says in one line that Socket.IO is not there, and what to do. */
export function nowhereText(url: string, tried: readonly NoEngine[]): string {
  const refusing = tried.find(({ refuses }) => refuses)
  if (refusing !== undefined) {
    return `Socket.IO at ${url}${refusing.path} refuses the handshake: ${refusing.why}; if it wants a header, give --header "name: value".`
  }
  const answers = tried.map(({ path, why }) => `${path} (${why})`).join(', ')
  return `${url} answers HTTP, but not as Socket.IO at ${answers}; give --path if it is elsewhere.`
}
