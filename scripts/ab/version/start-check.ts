import { stripVTControlCharacters } from 'node:util'
import type { Target } from '../../../target/target.ts'
import { TargetError } from '../../../target/target-error.ts'
import type { StartedGateway } from '../../bench/target-of.ts'
import type { Version } from './prepare.ts'
import { VersionError } from './version-error.ts'

const keptLines = 20

/**
 * Starts a version once and stops it again, so that one that does not start is found before anything is measured. Rejects with a
 * {@link VersionError} that holds the last lines of its gateway; with the `TargetError` where the host lacks something.
 */
export async function checkStart(version: Version, targetOf: (gateway: StartedGateway) => Target): Promise<void> {
  const lines: string[] = []
  const onLine = (_: string, line: string): void => {
    if (stripVTControlCharacters(line).trim() === '') return
    lines.push(line)
    if (lines.length > keptLines) lines.shift()
  }
  // Options that fit no target are refused here, before anything starts: that is nobody's version.
  const target = targetOf({ ...version.gateway, onLine })
  try {
    const running = await target.start()
    await running.stop()
  } catch (error) {
    if (!(error instanceof TargetError) || error.code === 'redis-unavailable') throw error
    const what = lines.length === 0 ? error.message : `${error.message.replace(/\.$/, '')}; its last lines:`
    throw new VersionError(`${version.name} does not start: ${what}`, lines, { cause: error })
  }
}
