import type { ArtilleryConfig } from './artillery.ts'

type ProcessorFunction = (...parameters: unknown[]) => unknown

/** The function of that name in the script's processor; the check of the script has seen that it exists. */
export function processorFunction(config: ArtilleryConfig, name: string): ProcessorFunction {
  const found = config.processor?.[name]
  if (typeof found !== 'function') throw new Error(`the processor has no function "${name}"`)
  return found as ProcessorFunction
}

/**
 * Calls a processor function and waits for it: it takes `done` as its last parameter, or returns a promise. Resolves with
 * what `done` was given after the error, or what the promise held.
 */
export function callProcessor(call: ProcessorFunction, ...parameters: readonly unknown[]): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const fail = (error: unknown): void => reject(error instanceof Error ? error : new Error(String(error)))
    const done = (error?: unknown, value?: unknown): void => {
      if (error === undefined || error === null || error === false) resolve(value)
      else fail(error)
    }
    const result = call(...parameters, done)
    if (isPromise(result)) result.then(resolve, fail)
  })
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function'
}
