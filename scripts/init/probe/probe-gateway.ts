import type { Engine } from './engine-at.ts'
import { findEngine, nowhereText } from './find-engine.ts'
import type { Approach } from './http-question.ts'
import { metricsAt, type MetricsAnswer } from './metrics-at.ts'
import { findNamespaces, type Namespaces } from './namespaces.ts'
import { unreachableText } from './unreachable.ts'

/** All that a gateway told without being given a token. */
export interface Findings {
  readonly engine: Engine
  readonly namespaces: Namespaces
  readonly metrics: MetricsAnswer
}

/** What came of asking: the findings, or in one line why there are none. */
export type Probed =
  { readonly kind: 'found'; readonly findings: Findings } | { readonly kind: 'failed'; readonly problem: string }

/** Asks a gateway, with some twenty requests in all, what it can be asked. Never rejects. */
export async function probeGateway(
  approach: Approach,
  given: { readonly paths: readonly string[]; readonly namespaces: readonly string[] },
): Promise<Probed> {
  const engine = await findEngine(approach, given.paths)
  if (engine.kind === 'failure') return { kind: 'failed', problem: unreachableText(approach.url, engine) }
  if (engine.kind === 'nowhere') return { kind: 'failed', problem: nowhereText(approach.url, engine.tried) }
  const namespaces = await findNamespaces(approach, engine, given.namespaces)
  return { kind: 'found', findings: { engine, namespaces, metrics: await metricsAt(approach) } }
}
