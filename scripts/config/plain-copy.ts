/**
 * A copy of plain data without the keys whose value is `undefined`, which mean the same as keys that are left out; functions
 * and what else is no plain data stay what they are. Throws a `RangeError` for data that holds itself.
 */
export function plainCopy(value: unknown, holders: ReadonlySet<object> = new Set()): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (holders.has(value)) throw new RangeError('something in it holds itself; write it out')
  const inside = new Set(holders).add(value)
  if (Array.isArray(value)) return value.map((item) => plainCopy(item, inside))
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => (inner === undefined ? [] : [[key, plainCopy(inner, inside)]])),
  )
}
