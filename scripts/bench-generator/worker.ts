/** One process of the comparison: measures one kind of client and tells its parent. */
import { compileDialect } from '../../load/client/compile-dialect.ts'
import { referenceDialect } from '../../load/client/dialects/reference.ts'
import type { ClientName } from './client-name.ts'
import { measureGenerator } from './measure.ts'

/** What the parent asks for, as JSON in the first argument. */
export interface WorkerTask {
  readonly name: ClientName
  readonly url: string
  readonly secret: string
  readonly users: number
}

const { name, url, secret, users } = JSON.parse(process.argv[2] ?? '') as WorkerTask
process.on('disconnect', () => process.exit(1))
const measurement = await measureGenerator(name, url, compileDialect(referenceDialect({ secret })), users)
process.send?.(measurement, () => process.exit(0))
