import { z } from 'zod'
import { ReportError } from '../report-error.ts'

const schema = z.object({
  nodes: z.array(
    z.object({
      id: z.number(),
      callFrame: z.object({
        functionName: z.string(),
        url: z.string(),
        /** From 0, as the columns. */
        lineNumber: z.number(),
        columnNumber: z.number(),
      }),
    }),
  ),
  samples: z.array(z.number()).default([]),
  timeDeltas: z.array(z.number()).default([]),
})

/**
 * What is read of V8's CPU profile (Chrome DevTools Protocol, `Profiler.Profile`): for each sample the innermost function, and the
 * microseconds since the one before it.
 */
export type CpuProfile = z.infer<typeof schema>

/** Reads the text of a `.cpuprofile`. Throws a `ReportError` that names `path` for a text that is none. */
export function readCpuProfile(text: string, path: string): CpuProfile {
  try {
    return schema.parse(JSON.parse(text))
  } catch (error) {
    throw new ReportError(path, ['this is no CPU profile of V8'], { cause: error })
  }
}
