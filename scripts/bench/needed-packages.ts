import { findPackageJSON } from 'node:module'
import type { Scenario } from '../../scenarios/scenario.ts'
import { TargetError } from '../../target/target-error.ts'

/** What measures HTTP; the package leaves it to those who want it. */
export const autocannon = { name: 'autocannon', version: '8.0.0' } as const

/** Throws a `TargetError` (`configuration`) where a scenario needs a package that is not installed: it says what to do. */
export function requireNeededPackages(
  scenarios: readonly Pick<Scenario, 'name' | 'kind'>[],
  isInstalled: (name: string) => boolean = isPackageInstalled,
): void {
  for (const { name, kind } of scenarios) {
    if (kind === 'journey' && !['artillery', 'artillery-engine-gatecrash'].every(isInstalled)) {
      throw new TargetError(
        'configuration',
        `${name} runs on Artillery, which the package comes without: run journeys in a checkout of gatecrash, after "npm run setup" there.`,
      )
    }
    if (kind === 'http' && !isInstalled(autocannon.name)) {
      throw new TargetError(
        'configuration',
        `${name} is measured with autocannon, which is not installed beside gatecrash: ` +
          `run "npm install --save-dev gatecrash ${autocannon.name}@${autocannon.version}" and start gatecrash from that folder.`,
      )
    }
  }
}

function isPackageInstalled(name: string): boolean {
  try {
    return findPackageJSON(name, import.meta.url) !== undefined
  } catch {
    return false
  }
}
