import { Recorder } from './recorder.ts'
import type { FailureCounts, WorkerResult } from './worker/protocol.ts'

/** The recorders of all workers, merged by name without loss. */
export function mergedRecorders(results: readonly WorkerResult[]): Map<string, Recorder> {
  const merged = new Map<string, Recorder>()
  for (const { recorders } of results) {
    for (const [name, encoded] of Object.entries(recorders)) {
      const one = Recorder.decode(encoded)
      const all = merged.get(name)
      if (all === undefined) merged.set(name, one)
      else all.add(one)
    }
  }
  return merged
}

/** The failures of all workers, added up. */
export function mergedFailures(results: readonly { readonly failures: FailureCounts }[]): FailureCounts {
  const merged: Record<string, { count: number; example: string }> = {}
  for (const { failures } of results) {
    for (const [key, { count, example }] of Object.entries(failures)) {
      const entry = (merged[key] ??= { count: 0, example })
      entry.count += count
    }
  }
  return merged
}
