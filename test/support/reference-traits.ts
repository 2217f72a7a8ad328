import { traitsOf } from '../../load/client/compile-dialect.ts'
import { referenceDialect } from '../../load/client/dialects/reference.ts'
import { testSecret } from './trial-options.ts'

/** What a load must know of the reference gateway. */
export const referenceTraits = traitsOf(referenceDialect({ secret: testSecret }))
