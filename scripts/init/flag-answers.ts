import { authOf, eventsOf, likelyNamespace, shippedNamespace, type Answers } from './answers.ts'
import type { InitOptions } from './options.ts'
import type { Findings } from './probe/probe-gateway.ts'

/** What flags say, and where they say nothing what is likeliest. */
export function flagAnswers(options: InitOptions, findings: Findings | undefined): Answers {
  const { shipped, events, auth, start } = options
  return {
    shipped,
    events: events ?? eventsOf(shipped ?? 'tutorial'),
    auth: auth ?? (shipped === undefined ? { kind: 'none' } : authOf(shipped)),
    namespace: namespaceFor(options, findings),
    start,
    isGuess: shipped === undefined && events === undefined,
  }
}

/** The namespace that is measured unless somebody says otherwise. */
export function namespaceFor({ namespaces, shipped }: InitOptions, findings: Findings | undefined): string {
  const { found = [], takesAny = false } = findings?.namespaces ?? {}
  const usual = shipped === undefined ? '/' : shippedNamespace(shipped)
  return namespaces[0] ?? likelyNamespace(found, takesAny) ?? usual
}
