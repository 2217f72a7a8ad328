import type { DialectDefinition } from '../dialect-definition.ts'
import { echoDialect } from './echo.ts'
import { getStartedDialect } from './get-started.ts'
import { referenceDialect } from './reference.ts'
import { tutorialDialect } from './tutorial.ts'

/** The dialects that ship, by name. */
export const shippedDialectNames = ['reference', 'tutorial', 'get-started', 'echo'] as const

/** One of {@link shippedDialectNames}. */
export type ShippedDialectName = (typeof shippedDialectNames)[number]

/** A dialect that ships; `secret` signs the tokens of the one that has some. */
export function shippedDialect(name: ShippedDialectName, { secret }: { readonly secret: string }): DialectDefinition {
  switch (name) {
    case 'reference':
      return referenceDialect({ secret })
    case 'tutorial':
      return tutorialDialect()
    case 'get-started':
      return getStartedDialect()
    case 'echo':
      return echoDialect()
  }
}
