import { compileDialect } from '../../load/client/compile-dialect.ts'
import type { DialectDefinition } from '../../load/client/dialect-definition.ts'
import { likelyCause } from '../../load/preflight/causes.ts'
import { PreflightError, type Finding } from '../../load/preflight/finding.ts'
import { runPreflight, type PreflightOptions } from '../../load/preflight/run-preflight.ts'
import { testRunId } from './test-clients.ts'

/** The dialect of the chat server for tests. */
export const chatDialect: DialectDefinition = {
  name: 'chat',
  join: ['join', '{{room}}'],
  joined: 'ack',
  send: ['say', '{{room}}', '{{text}}'],
  acknowledges: true,
}

/** What a preflight is told; the rest is that of the good chat, over websocket, with the lean client. */
export interface PreflightRun extends Partial<Omit<PreflightOptions, 'dialect'>> {
  readonly dialect?: Partial<DialectDefinition>
}

/** Runs a preflight against these URLs; rejects with a `PreflightError`. */
export function preflightOf(urls: readonly string[], { dialect, ...changes }: PreflightRun = {}): Promise<void> {
  return runPreflight({
    urls,
    transports: ['websocket'],
    dialect: compileDialect({ ...chatDialect, ...dialect }),
    client: 'lean',
    tls: undefined,
    localAddress: undefined,
    runId: testRunId,
    payloadBytes: 64,
    signal: new AbortController().signal,
    ...changes,
  })
}

/** What a preflight has found, with the cause; fails where it has found nothing. */
export async function findingOf(
  urls: readonly string[],
  run: PreflightRun = {},
): Promise<Finding & { readonly cause: string | undefined }> {
  try {
    await preflightOf(urls, run)
  } catch (error) {
    if (error instanceof PreflightError) return { ...error.finding, cause: likelyCause(error.finding) }
    throw error
  }
  throw new Error('the preflight has found nothing')
}
