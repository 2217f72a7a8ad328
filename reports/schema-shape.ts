import { z } from 'zod'

/** An object schema that refuses unknown keys and whose inferred type is read-only. */
export function shape<Shape extends z.core.$ZodLooseShape>(fields: Shape) {
  return z.strictObject(fields).readonly()
}

/** An array schema whose inferred type is read-only. */
export function list<Item extends z.core.SomeType>(item: Item) {
  return z.array(item).readonly()
}

/** A schema of text keys whose inferred type is read-only. */
export function table<Value extends z.core.SomeType>(value: Value) {
  return z.record(z.string(), value).readonly()
}

/**
 * A field that is always there in TypeScript, perhaps as `undefined`, and left out of the JSON text when it is.
 *
 * `optional` alone would infer `field?:`, which `exactOptionalPropertyTypes` keeps apart from `field: T | undefined`.
 */
export function orAbsent<Schema extends z.core.SomeType>(schema: Schema) {
  return z.optional(schema).transform((value) => value)
}
