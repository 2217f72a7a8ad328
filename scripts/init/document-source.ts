import type { Answers } from './answers.ts'
import type { InitOptions } from './options.ts'
import type { Findings } from './probe/probe-gateway.ts'

/** Everything that a configuration is made from. */
export interface DocumentSource {
  readonly url: string
  /** `undefined` where the gateway was not asked. */
  readonly findings: Findings | undefined
  readonly answers: Answers
  readonly options: Pick<InitOptions, 'headers' | 'insecure' | 'ca' | 'paths'>
}
