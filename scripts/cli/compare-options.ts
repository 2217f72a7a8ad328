import { Option } from 'commander'
import { requireDirection, type CompareOptions } from '../../reports/compare/compare-rules.ts'
import { parseLimit } from '../../reports/compare/limit-option.ts'
import type { PracticalLimit } from '../../reports/metric.ts'
import { failOnNames } from './fail-on.ts'
import { collect, commaList } from './option-lists.ts'

/** What the flags of {@link compareFlags} give, as it was written. */
export interface RawCompareOptions {
  readonly limit?: readonly string[]
  readonly gate?: readonly string[]
  readonly failOn: string
}

/** The flags of every command that judges reports. */
export function compareFlags() {
  return {
    limit: new Option(
      '--limit <metric=size>',
      'the least change that matters, such as delivery.serverCpuMicros=5%; repeat',
    ).argParser((text: string, before: readonly string[] = []) => collect(text, before)),
    gate: new Option(
      '--gate <metrics>',
      'the metrics that decide, in place of the usual few; several with commas',
    ).argParser((text: string, before: readonly string[] = []) => [...before, ...commaList(text)]),
    failOn: new Option('--fail-on <verdict>', `what ends with exit code 1: ${failOnNames.join(', ')}`).default('worse'),
  }
}

/**
 * Reads limits and gated metrics; every problem is one more line. Limits of a configuration, which have been checked, hold for metrics
 * that no flag is about.
 */
export function compareOptionsOf(
  { limit, gate }: RawCompareOptions,
  problems: string[],
  configured: readonly string[] = [],
): CompareOptions {
  const given = new Map<string, PracticalLimit>()
  for (const text of limit ?? []) {
    attempt('--limit', problems, () => {
      const parsed = parseLimit(text)
      if (given.has(parsed.id)) throw new RangeError(`there are two limits for "${parsed.id}"; give one`)
      given.set(parsed.id, parsed.limit)
    })
  }
  for (const id of gate ?? []) attempt('--gate', problems, () => requireDirection(id))
  const usual = configured.map(parseLimit).map(({ id, limit: size }) => [id, size] as const)
  return { gated: gate, limits: new Map([...usual, ...given]) }
}

function attempt(flag: string, problems: string[], read: () => unknown): void {
  try {
    read()
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    problems.push(`${flag}: ${error.message}`)
  }
}
