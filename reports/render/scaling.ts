import type { Scaling } from '../scaling.ts'
import type { Paint } from './paint.ts'
import { sanitize } from './sanitize.ts'
import { pointTexts, scalingSentences, scalingSubject, type ScalingPointText } from './scaling-text.ts'
import { padLeft, padRight, textWidth, wrap } from './text-width.ts'

const indent = '  '
const gap = '  '

const columns: readonly (readonly [part: keyof ScalingPointText, heading: string])[] = [
  ['instances', 'instances'],
  ['cpu', 'µs per delivery'],
  ['throughput', 'deliveries/s'],
  ['interval', ''],
  ['worth', 'worth'],
  ['broadcasts', 'broadcasts'],
]

/** How a cluster scales by one adapter, on a terminal: a line per size, and what they mean. */
export function scalingLines(scaling: Scaling, width: number, paint: Paint): string[] {
  const [title, basis] = scalingSubject(scaling)
  const rows = pointTexts(scaling)
  const widths = columns.map(([part, heading]) =>
    Math.max(textWidth(heading), ...rows.map((row) => textWidth(row[part]))),
  )
  const line = (textOf: (at: number) => string) => {
    const texts = columns.map(([part], at) => {
      const pad = part === 'interval' ? padRight : padLeft
      return (part === 'interval' ? ' ' : gap) + pad(textOf(at), widths[at] ?? 0)
    })
    return texts.join('').trimEnd()
  }
  return [
    ...wrap(sanitize(title), width, indent).map(paint.title),
    ...wrap(basis, width, indent).map(paint.faint),
    paint.faint(line((at) => columns[at]?.[1] ?? '')),
    ...rows.map((row) => line((at) => row[columns[at]?.[0] ?? 'instances'])),
    ...wrap(
      'worth: in instances that lose nothing; broadcasts: part of the CPU time that goes into taking in those of others.',
      width,
      indent,
    ).map(paint.faint),
    ...scalingSentences(scaling).flatMap((text) => wrap(sanitize(text), width, indent)),
  ]
}
