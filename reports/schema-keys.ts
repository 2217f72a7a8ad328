/** The parts of a schema in which keys are found; each kind of schema has some of them. */
interface Inner {
  readonly shape?: Readonly<Record<PropertyKey, unknown>>
  readonly element?: unknown
  readonly valueType?: unknown
  readonly options?: readonly unknown[]
}

/** The keys that an object at a path may have, read off the schema of the whole. */
export function keysAt(schema: unknown, path: readonly PropertyKey[]): string[] {
  const found = path.reduce<readonly unknown[]>(
    (schemas, key) =>
      schemas.flatMap(alternatives).flatMap((inner) => {
        const next = typeof key === 'number' ? inner.element : (inner.shape?.[key] ?? inner.valueType)
        return next === undefined ? [] : [next]
      }),
    [schema],
  )
  return found.flatMap(alternatives).flatMap(({ shape }) => Object.keys(shape ?? {}))
}

/** What a schema may be, below defaults, read-only marks and the like. */
function alternatives(schema: unknown): Inner[] {
  let inner = schema as ({ readonly unwrap?: () => unknown } & Inner) | undefined
  while (typeof inner?.unwrap === 'function' && inner.shape === undefined && inner.element === undefined) {
    inner = inner.unwrap() as typeof inner
  }
  if (inner === undefined) return []
  return inner.options === undefined ? [inner] : inner.options.flatMap(alternatives)
}
