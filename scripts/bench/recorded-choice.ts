import type { BenchOptions } from './options.ts'

/** What a report keeps of the configuration and the dialect: their names, and nothing that may be a secret. */
export function recordedChoice({ configFile, dialect }: Pick<BenchOptions, 'configFile' | 'dialect'>): {
  readonly config?: string
  readonly dialect?: string
} {
  return {
    ...(configFile !== undefined && { config: configFile }),
    ...(dialect !== undefined && { dialect: dialect.name }),
  }
}
