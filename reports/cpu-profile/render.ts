import { padLeft, padRight } from '../render/text-width.ts'
import { sanitize } from '../render/sanitize.ts'
import type { FunctionGrowth } from './growth.ts'
import type { SelfTime, SelfTimes } from './self-times.ts'

/** So many functions are told of. */
const told = 10
/** Where functions are that have no file: in Node and V8, in C++. */
const nativeCode = 'native code'

/** The most expensive functions of a profile: self time, its share of the time in which something ran, and where each is. */
export function renderSelfTimes({ elapsedMicros, busyMicros, functions }: SelfTimes): string {
  const share = (micros: number, whole: number): string => (whole > 0 ? `${((micros / whole) * 100).toFixed(1)} %` : '')
  const rows = functions
    .slice(0, told)
    .map((one) => [
      `${(one.micros / 1000).toFixed(1)} ms`,
      share(one.micros, busyMicros),
      sanitize(one.name),
      placeOf(one),
    ])
  const busy = `${(busyMicros / 1000).toFixed(0)} ms of ${(elapsedMicros / 1000).toFixed(0)} ms (${share(busyMicros, elapsedMicros)})`
  return [...table([['self time', 'of busy', 'function', 'where'], ...rows], 2), `busy for ${busy}`, ''].join('\n')
}

/** Which functions grew and which shrank, per unit of work; `unit` is what a unit is, such as `message`. */
export function renderGrowth(rows: readonly FunctionGrowth[], unit: string): string {
  const header = ['base', 'head', 'change', 'function', 'file']
  const lines = notable(rows).map(({ base, head, difference, name, file }) => [
    base.toFixed(2),
    head.toFixed(2),
    signed(difference),
    sanitize(name),
    sanitize(file || nativeCode),
  ])
  const total = totalOf(rows)
  return [
    `Functions whose self time changed most, in CPU microseconds per ${unit}, from one profiled trial of each version`,
    ...table([header, ...lines], 3),
    `All functions together: ${total.base.toFixed(1)} in base, ${total.head.toFixed(1)} in head.`,
    '',
  ].join('\n')
}

/** The same as a table in Markdown. */
export function renderGrowthMarkdown(rows: readonly FunctionGrowth[], unit: string): string {
  const lines = notable(rows).map(
    ({ base, head, difference, name, file }) =>
      `| \`${code(name)}\` | \`${code(file || nativeCode)}\` | ${base.toFixed(2)} | ${head.toFixed(2)} | ${signed(difference)} |`,
  )
  const total = totalOf(rows)
  return [
    `### Functions whose self time changed most`,
    '',
    `CPU microseconds per ${unit}, from one profiled trial of each version after the pairs: a hint where to look, no verdict.`,
    '',
    '| function | file | base | head | change |',
    '| --- | --- | ---: | ---: | ---: |',
    ...lines,
    `| all together | | ${total.base.toFixed(2)} | ${total.head.toFixed(2)} | ${signed(total.head - total.base)} |`,
    '',
  ].join('\n')
}

/** What grew most, then what shrank most. */
function notable(rows: readonly FunctionGrowth[]): readonly FunctionGrowth[] {
  const grown = rows.slice(0, told).filter(({ difference }) => difference > 0)
  const shrunk = rows.slice(-told / 2).filter(({ difference }) => difference < 0)
  return [...grown, ...shrunk.filter((row) => !grown.includes(row))]
}

function totalOf(rows: readonly FunctionGrowth[]): { base: number; head: number } {
  return rows.reduce((sum, row) => ({ base: sum.base + row.base, head: sum.head + row.head }), { base: 0, head: 0 })
}

function placeOf({ file, line }: SelfTime): string {
  if (file === '') return nativeCode
  return sanitize(line > 0 ? `${file}:${line}` : file)
}

/** Rows side by side; so many of the first columns are figures and stand right. */
function table(rows: readonly (readonly string[])[], figures: number): string[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)))
  return rows.map((row) =>
    row
      .map((text, at) => (at < figures ? padLeft(text, widths[at] ?? 0) : padRight(text, widths[at] ?? 0)))
      .join('  ')
      .trimEnd(),
  )
}

function signed(value: number): string {
  return `${value < 0 ? '-' : '+'}${Math.abs(value).toFixed(2)}`
}

function code(text: string): string {
  return sanitize(text).replaceAll('`', "'").replaceAll('|', '\\|')
}
