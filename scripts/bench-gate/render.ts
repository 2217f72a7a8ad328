import { formatNumber } from '../../reports/render/number-format.ts'
import { proportionInterval } from '../../reports/statistics/proportion-interval.ts'
import type { Evaluation, GateFigures } from './evaluate.ts'
import type { Coverage } from './interval-coverage.ts'
import type { Outcome } from './simulate.ts'

const confidence = 0.95

/** The figures of a run as text: how often the gate is wrong, what that took, and why it measures as it does. */
export function renderGate(figures: GateFigures): string {
  const { evaluations, coverage, budget, pairSeconds, discardedPairs } = figures
  const measured = evaluations.map(({ pairs, slowdown }) => `${pairs} of ${percent(slowdown, 0)}`).join(', ')
  const discarded = discardedPairs === 0 ? '' : `; ${discardedPairs} more could not be used`
  const lines = [
    `Pairs measured: ${measured}${discarded}. A pair takes ${formatNumber(pairSeconds, 1)} s, so a comparison has at most ${budget}.`,
    '',
    ...table([
      [
        'slowdown',
        'measured (95 %)',
        'comparisons',
        'found worse (95 %)',
        'gate fails',
        'unknown',
        'pairs: half, 95 of 100',
        'in a row',
      ],
      ...evaluations.map(row),
    ]),
    '',
    'found worse: CPU per delivery is worse, and a second batch has confirmed it. gate fails: any gated metric is.',
    'comparisons: made of pairs drawn from the measured ones, in runs of five. in a row: of the measured pairs as they came.',
    '',
    ...scatterLines(figures),
  ]
  if (coverage.length > 0) {
    lines.push('', 'Intervals of 95 % for two equal versions: how many hold the truth, and how wide they are', '')
    lines.push(...table([['pairs', 'signed rank', 'width', 'bootstrap', 'width'], ...coverage.map(coverageRow)]))
  }
  return `${lines.join('\n')}\n`
}

function row({ slowdown, measured, simulated, replayed }: Evaluation): string[] {
  const found = simulated.filter((outcome) => outcome.found).length
  const { low, high } = proportionInterval(found, simulated.length, confidence)
  const pairs = simulated.map((outcome) => outcome.pairs).toSorted((a, b) => a - b)
  const rank = (share: number) => String(pairs[Math.ceil(share * pairs.length) - 1] ?? '-')
  return [
    percent(slowdown, 0),
    `${percent(measured.estimate, 1)} (${percent(measured.low, 1)} to ${percent(measured.high, 1)})`,
    formatNumber(simulated.length),
    `${shareOf(simulated, (outcome) => outcome.found)} (${percent(low, 1)} to ${percent(high, 1)})`,
    shareOf(simulated, (outcome) => outcome.worse),
    shareOf(simulated, (outcome) => outcome.unknown),
    `${rank(0.5)}, ${rank(0.95)}`,
    `${replayed.filter((outcome) => outcome.found).length} of ${replayed.length}`,
  ]
}

function scatterLines({ evaluations, scatterApart }: GateFigures): string[] {
  const together = evaluations
    .map(({ slowdown, scatter }) => `${percent(scatter, 1)} at ${percent(slowdown, 0)}`)
    .join(', ')
  const apart =
    scatterApart === undefined
      ? []
      : [`The same trials paired one after the other, as A B B A would: ${percent(scatterApart, 1)}.`]
  return [`Standard deviation of a pair's log ratio of CPU per delivery: ${together}.`, ...apart]
}

function coverageRow({ pairs, samples, signedRank, bootstrap, signedRankWidth, bootstrapWidth }: Coverage): string[] {
  return [
    String(pairs),
    percent(signedRank / samples, 1),
    percent(signedRankWidth, 1),
    percent(bootstrap / samples, 1),
    percent(bootstrapWidth, 1),
  ]
}

function shareOf(outcomes: readonly Outcome[], holds: (outcome: Outcome) => boolean): string {
  return percent(outcomes.filter(holds).length / outcomes.length, 1)
}

function percent(share: number, decimals: number): string {
  return `${formatNumber(share * 100, decimals)} %`
}

/** Columns beside each other, each as wide as its widest cell. */
function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)))
  return rows.map((cells) => cells.map((cell, column) => cell.padStart(widths[column] ?? 0)).join('  '))
}
