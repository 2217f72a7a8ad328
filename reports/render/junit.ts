import type { Verdict } from '../compare/comparison.ts'
import { xmlElement } from './xml.ts'

/** What becomes of a metric that could not be decided or compared. */
export type Undecided = 'skipped' | 'failed'

/** One gated metric as a test case. */
export interface GateCase {
  readonly metric: string
  readonly verdict: Verdict
  /** One line: what was found and why. */
  readonly message: string
}

/** The gated metrics of one result as a suite. */
export interface GateSuite {
  readonly name: string
  readonly cases: readonly GateCase[]
}

type Outcome = 'passed' | 'failure' | 'error' | 'skipped'

/**
 * Writes suites in the XML that CI servers read as test results (the common ground of Jenkins, GitLab and GitHub
 * actions). `worse` is a failure. What could not be decided is skipped, or, where it shall fail, a failure if it is unknown and
 * an error if it is incomparable.
 */
export function renderJUnitSuites(suites: readonly GateSuite[], undecided: Undecided): string {
  const elements = suites.flatMap(({ name, cases }) => {
    const outcomes = cases.map(({ verdict }) => outcomeOf(verdict, undecided))
    return xmlElement(
      'testsuite',
      { name, ...countsOf(outcomes) },
      cases.flatMap((one) => caseElement(name, one, undecided)),
    )
  })
  const all = suites.flatMap(({ cases }) => cases.map(({ verdict }) => outcomeOf(verdict, undecided)))
  const root = xmlElement('testsuites', { name: 'gatecrash compare', ...countsOf(all) }, elements)
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root.join('\n')}\n`
}

function caseElement(suite: string, { metric, verdict, message }: GateCase, undecided: Undecided): string[] {
  const outcome = outcomeOf(verdict, undecided)
  const attributes = { classname: suite, name: metric }
  // A passed case has no message of its own, but its figures are worth keeping.
  const content =
    outcome === 'passed'
      ? xmlElement('properties', {}, xmlElement('property', { name: 'change', value: message }))
      : xmlElement(outcome, { message })
  return xmlElement('testcase', attributes, content)
}

function outcomeOf(verdict: Verdict, undecided: Undecided): Outcome {
  switch (verdict) {
    case 'worse':
      return 'failure'
    case 'unknown':
      return undecided === 'failed' ? 'failure' : 'skipped'
    case 'incomparable':
      return undecided === 'failed' ? 'error' : 'skipped'
    case 'better':
    case 'same':
      return 'passed'
  }
}

function countsOf(outcomes: readonly Outcome[]): Record<string, number> {
  const count = (outcome: Outcome) => outcomes.filter((one) => one === outcome).length
  return { tests: outcomes.length, failures: count('failure'), errors: count('error'), skipped: count('skipped') }
}
