import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import { readReport } from '../../reports/read-report.ts'
import { startCommand } from './command-process.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** What a bench of an example has counted over one transport. */
export interface ExampleCounts {
  readonly transport: string
  readonly ledger: unknown
  readonly failures: unknown
}

const small = { members: 8, senders: 4, rate: 20, window: 500, warmUp: 200 }
const smallSettings = Object.entries(small).flatMap(([name, value]) => ['--set', `fan-out.${name}=${value}`])

/** What a trial of that size counts when nothing is lost: 10 messages to 8 members each. */
export const completeLedger = {
  due: 10,
  sent: 10,
  dropped: 0,
  expected: 80,
  delivered: 80,
  lost: 0,
  duplicated: 0,
  reordered: 0,
  unexpected: 0,
}

/** All three transports, as `--transport` takes them. */
export const everyTransport = 'websocket,upgrade,polling'

/** A file of an example, such as `express/server.js`. */
export function exampleFile(path: string): string {
  return fileURLToPath(new URL(join('../../examples', path), import.meta.url))
}

/**
 * Runs a small fan-out of the real command with the configuration of an example, and says what it counted.
 *
 * A busy machine may make a trial invalid, which says nothing about counts; a trial that has not come to its end fails the test.
 */
export async function benchExample(configuration: string, args: readonly string[]): Promise<readonly ExampleCounts[]> {
  const folder = await temporaryFolder()
  const trials = ['--profile', 'smoke', '--trials', '1', '--repeats', '0', ...smallSettings]
  const command = ['bench', 'fan-out', '--config', exampleFile(configuration), ...trials, ...args, '--out', folder]
  const { exitCode, out, err } = await startCommand(command, [], folder).ended
  expect([0, 3], `${err}\n${out}`).toContain(exitCode)
  const { results } = await readReport(join(folder, 'report.json'))
  return results.flatMap(({ transport, trials }) =>
    trials.map((trial) => {
      if (trial.status !== 'completed' && trial.status !== 'invalid') throw new Error(JSON.stringify(trial))
      return { transport, ledger: trial.ledger, failures: trial.failures }
    }),
  )
}
