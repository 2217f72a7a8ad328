/** The two sides of a comparison, in the order in which they are told of. */
export const sides = ['base', 'head'] as const

/** One of the two sides of a comparison. */
export type SideName = (typeof sides)[number]

/** One of something per side. */
export type Sides<Value> = Readonly<Record<SideName, Value>>

/** Makes one of something per side, both at the same time; rejects after both have settled, with base's error where both fail. */
export async function bothSides<Value>(make: (side: SideName) => Promise<Value>): Promise<Sides<Value>> {
  const [base, head] = await Promise.allSettled([make('base'), make('head')])
  if (base.status === 'rejected') throw base.reason
  if (head.status === 'rejected') throw head.reason
  return { base: base.value, head: head.value }
}
