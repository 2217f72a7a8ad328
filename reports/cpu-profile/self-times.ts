import { fileURLToPath } from 'node:url'
import type { CpuProfile } from './cpu-profile.ts'

/** The time that was spent in a function itself, what it called left out. */
export interface SelfTime {
  /** `(anonymous)` for one without a name. */
  readonly name: string
  /** Relative to the version's folder; from the package's name on for packages, `node:http` for Node's own, empty for V8's own. */
  readonly file: string
  /** From 1; 0 where there is none. */
  readonly line: number
  readonly micros: number
}

/** What a profile of a process says of its CPU time. */
export interface SelfTimes {
  /** From first sample to last, in microseconds. */
  readonly elapsedMicros: number
  /** Of that, the time in which something ran. */
  readonly busyMicros: number
  /** The most expensive function first. */
  readonly functions: readonly SelfTime[]
}

/** What V8 calls the time in which nothing ran. */
const idle = '(idle)'

/**
 * Adds up the self times of profiles of several processes, which run the code of one folder (a path, with or without its
 * closing slash): those of functions with the same name and place are one.
 */
export function selfTimesOf(profiles: readonly CpuProfile[], folder: string): SelfTimes {
  const functions = new Map<string, { name: string; file: string; line: number; micros: number }>()
  let elapsedMicros = 0
  let idleMicros = 0
  for (const { nodes, samples, timeDeltas } of profiles) {
    const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]))
    const micros = new Map<number, number>()
    // The first difference is from the beginning of the profile; each further one is what the sample before it took.
    for (const [n, id] of samples.entries()) micros.set(id, (micros.get(id) ?? 0) + Math.max(0, timeDeltas[n + 1] ?? 0))
    for (const [id, time] of micros) {
      const frame = frames.get(id)
      if (frame === undefined) continue
      elapsedMicros += time
      if (frame.functionName === idle) {
        idleMicros += time
        continue
      }
      const name = frame.functionName || '(anonymous)'
      const file = fileOf(frame.url, folder)
      const key = `${name} ${file}:${frame.lineNumber}:${frame.columnNumber}`
      const entry = functions.get(key) ?? { name, file, line: frame.url === '' ? 0 : frame.lineNumber + 1, micros: 0 }
      entry.micros += time
      functions.set(key, entry)
    }
  }
  return {
    elapsedMicros,
    busyMicros: elapsedMicros - idleMicros,
    functions: [...functions.values()].toSorted((a, b) => b.micros - a.micros),
  }
}

function fileOf(url: string, folder: string): string {
  const path = url.startsWith('file:') ? fileURLToPath(url) : url
  const modules = '/node_modules/'
  const at = path.lastIndexOf(modules)
  if (at >= 0) return path.slice(at + modules.length)
  const root = folder.endsWith('/') ? folder : `${folder}/`
  return path.startsWith(root) ? path.slice(root.length) : path
}
