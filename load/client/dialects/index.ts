/** The dialects that ship, by name. */
export const shippedDialectNames = ['reference', 'tutorial', 'get-started', 'echo'] as const

/** One of {@link shippedDialectNames}. */
export type ShippedDialectName = (typeof shippedDialectNames)[number]
