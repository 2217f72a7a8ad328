import type { AbOptions } from './options.ts'
import { sides } from './side.ts'

/**
 * Two gateways on one Redis hear each other, so each side of a pair needs its own: one that is started for it, or one that its
 * environment names. Returns what is wrong, in one line each.
 */
export function sharedRedisProblems(
  { targets, adapter, env }: Pick<AbOptions, 'targets' | 'adapter' | 'env'>,
  ours: NodeJS.ProcessEnv,
): string[] {
  if (!targets.includes('cluster') || adapter === 'ipc') return []
  const [base, head] = sides.map((side) => env[side]['REDIS_URL'] ?? ours['REDIS_URL'] ?? '')
  if (base !== head || base === '') return []
  return [
    'REDIS_URL: the two gateways of a pair run at the same time and would hear each other on one Redis; unset it, so that each ' +
      'is given its own, or name two by --base-env and --head-env.',
  ]
}
