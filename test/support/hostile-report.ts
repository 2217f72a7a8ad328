import { checkReport } from '../../reports/report-problems.ts'
import type { Report } from '../../reports/report.ts'
import { sampleReport } from './sample-report.ts'
import { failedTrial, interruptedTrial, invalidTrial, sampleMeasurement } from './sample-trial.ts'

/** Texts that do harm where they are shown raw: markup, terminal escapes, reordered letters, mentions, links, size. */
export const hostileStrings = {
  script: '<script>document.title="owned"</script>',
  handler: '"><img src=x onerror=alert(1)>',
  scriptEnd: '</script><!--',
  styleEnd: '</style></details></table>',
  cdataEnd: ']]>&lt;&amp;',
  terminal: '\u001b[2J\u001b]0;owned\u0007\u009b31m',
  lines: '\r\n\n# heading\n| a | b |\n::error::owned\u2028\u0000',
  bidi: '\u202Egnol\u2066\u200F',
  table: '| pipe \\| ` tick ``` fence',
  emphasis: '**bold** _em_ ~~strike~~ $x$',
  mention: '@everyone owner/repository#1 #1',
  link: '[link](javascript:alert(1)) ![image](https://evil.example/x.png) https://evil.example www.evil.example',
} as const

/** All of {@link hostileStrings} in one text. */
export const hostileText = Object.values(hostileStrings).join(' ')

/** A text without spaces, far longer than any line, cell or comment. */
export const hugeText = 'W'.repeat(100_000)

/** What the schema does not leave to the writer: replaced, it would be no report any more. */
const fixedFields = new Set([
  ...['schema', 'createdAt', 'startedAt', 'transport', 'status', 'phase', 'source', 'histograms'],
])

/** Tables whose keys are free text. */
const freeTables = new Set(['packages', 'placement', 'options', 'parameters', 'failures'])

/** Tables whose known keys stay, so that there is something to show, beside one of free text. */
const knownTables = new Set(['metrics', 'summary', 'series'])

/** A valid report with a trial in each state, in which every text that may be anything is `text`. */
export function hostileReport(text: string = hostileText): Report {
  const { report, problems } = checkReport(poisoned(richReport(), text))
  if (report === undefined) throw new Error(`the hostile report is not valid: ${problems.join('; ')}`)
  return report
}

function richReport(): Report {
  const [first, ...others] = sampleReport().results
  if (first === undefined) throw new Error('the sample report has results')
  const partial = sampleMeasurement({ failures: { 'connect.refused': 3 } })
  const trials = [...first.trials, invalidTrial(), failedTrial({ partial }), interruptedTrial({ partial })]
  const slo = [{ slo: 'delivery.p99<15', value: 17.2, met: false }]
  return sampleReport({
    subject: { label: 'HEAD~1', commit: 'c0ffee' },
    results: [{ ...first, trials, slo }, ...others],
  })
}

function poisoned(value: unknown, text: string, field = ''): unknown {
  if (fixedFields.has(field)) return value
  if (typeof value === 'string') return text
  if (Array.isArray(value)) return value.map((item) => poisoned(item, text))
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value)
  if (freeTables.has(field))
    return Object.fromEntries(entries.map(([, item], at) => [`${text} ${at}`, poisoned(item, text)]))
  const replaced = entries.map(([key, item]) => [key, poisoned(item, text, key)] as const)
  const [extra] = replaced
  return Object.fromEntries(knownTables.has(field) && extra !== undefined ? [...replaced, [text, extra[1]]] : replaced)
}
