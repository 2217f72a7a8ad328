import { z } from 'zod'

/** A text that is not empty; `what` says what to give. */
export function name(what: string) {
  const error = `give ${what} as a text`
  return z.string({ error }).min(1, { error })
}

/** True or false. */
export function flag() {
  return z.boolean({ error: 'give true or false' })
}

/** A whole number between bounds. */
export function whole(least: number, most: number) {
  const error = `give a whole number from ${least} to ${most.toLocaleString('en-US')}`
  return z.int({ error }).min(least, { error }).max(most, { error })
}

/** A function, which only JavaScript and TypeScript can have. */
export function functionOf<Function>(takes: string) {
  return z.custom<Function>((value) => typeof value === 'function', {
    error: `give a function that takes ${takes}; only a configuration in JavaScript or TypeScript can have one`,
  })
}

/** Lets a check look at the keys of a map although some of its values are wrong. */
export function isMap({ value }: { readonly value: unknown }): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
