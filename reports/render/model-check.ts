import type { CheckedPrediction, CheckedResource, ModelCheck } from '../model/model-check.ts'
import { counted } from './counted.ts'
import { decimalsOf, formatNumber, scaleOf } from './number-format.ts'
import { paintOf } from './paint.ts'
import { sanitize } from './sanitize.ts'
import { padLeft, padRight, textWidth } from './text-width.ts'

const headings: Readonly<Record<CheckedResource, string>> = {
  gateway: 'Gateway CPU, all instances together, in cores',
  redis: 'Redis CPU, in cores',
  memory: 'Resident memory of one instance',
  in: 'From users to one instance, in Mbit per second',
  out: 'From one instance to users, in Mbit per second',
}
const digits = 3
const bitsPerMegabit = 1e6

/** Predictions beside what was measured, resource by resource, and how far off they were. */
export function renderModelCheck({ predictions, errors }: ModelCheck, color: boolean): string {
  const paint = paintOf(color)
  const label = Math.max(0, ...predictions.map(({ workload }) => textWidth(sanitize(workload))))
  const row = (name: string, ...cells: readonly string[]) =>
    `  ${padRight(name, label)}${cells.map((cell) => `  ${padLeft(cell, 9)}`).join('')}`
  const lines = errors.flatMap(({ resource, workloads, median, worst }) => [
    paint.heading(headings[resource]),
    paint.faint(row('', 'predicted', 'measured', 'off')),
    ...predictions
      .filter((one) => one.resource === resource)
      .map((one) => row(sanitize(one.workload), ...figuresOf(one), signed(one.error))),
    `  Median error ${percent(median)}, worst ${percent(worst)}, of ${counted(workloads, 'workload')}.`,
    '',
  ])
  return `${lines.join('\n')}`
}

function figuresOf({ resource, predicted, measured }: CheckedPrediction): [predicted: string, measured: string] {
  if (resource === 'in' || resource === 'out')
    return [plain(predicted / bitsPerMegabit), plain(measured / bitsPerMegabit)]
  if (resource !== 'memory') return [plain(predicted), plain(measured)]
  const { label, factor } = scaleOf('bytes', [measured])
  const inUnit = (bytes: number): string =>
    `${formatNumber(bytes * factor, decimalsOf(measured * factor, digits))} ${label}`
  return [inUnit(predicted), inUnit(measured)]
}

function plain(value: number): string {
  return formatNumber(value, 3)
}

function signed(share: number): string {
  return `${share > 0 ? '+' : ''}${percent(share)}`
}

function percent(share: number): string {
  return `${formatNumber(share * 100, 1)} %`
}
