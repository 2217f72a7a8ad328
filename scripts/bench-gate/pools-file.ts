import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Pools } from './pool.ts'

/** A file of measured pairs that cannot be used; the message is one line. */
export class PoolsFileError extends Error {
  override readonly name = 'PoolsFileError'
}

const figures = z.record(z.string(), z.number())

const poolsSchema = z.strictObject({
  pools: z
    .array(
      z.strictObject({
        slowdown: z.number().nonnegative(),
        burnMicros: z.array(z.number().nonnegative()),
        pairs: z.array(z.strictObject({ base: figures, head: figures })).min(10, 'fewer than 10 pairs'),
      }),
    )
    .min(1),
  pairSeconds: z.number().positive(),
  discardedPairs: z.int().nonnegative(),
})

/** Reads the pairs of an earlier run. Rejects with a {@link PoolsFileError}. */
export async function readPools(file: string): Promise<Pools> {
  try {
    return poolsSchema.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch (error) {
    const issue = error instanceof z.ZodError ? error.issues[0] : undefined
    const reason = issue === undefined ? String((error as Error).message) : `${issue.path.join('.')}: ${issue.message}`
    throw new PoolsFileError(`${file}: not the pairs.json of an earlier run: ${reason.replaceAll(/\s+/g, ' ')}`, {
      cause: error,
    })
  }
}
