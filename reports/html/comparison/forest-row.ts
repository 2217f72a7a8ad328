import type { Effect, Verdict } from '../../compare/comparison.ts'
import { markup, type Markup } from '../markup.ts'
import { toneClass } from '../verdict-badge.ts'
import { positionOf, type ForestAxis } from './forest-axis.ts'

const width = 200
const height = 26
const middle = height / 2
const margin = 8

/**
 * One effect on the axis of its table: the practical limit as a band, no change as a line, the interval, and the estimate.
 * An end that is unbounded or beyond the axis is an arrow. Absolute effects have no place on an axis of ratios,
 * unless nothing has changed.
 */
export function forestRow(
  effect: Effect | undefined,
  verdict: Verdict | undefined,
  axis: ForestAxis,
  words: string,
): Markup {
  if (effect === undefined || !hasPlace(effect)) return markup`<span class="hint">-</span>`
  const x = (share: number) => margin + positionOf(share, axis) * (width - 2 * margin)
  const { estimate, low, high, limit } = effect
  const band = effect.kind === 'relative' ? bandOf(x(-limit), x(limit)) : undefined
  const from = low === null ? Number.NEGATIVE_INFINITY : x(low)
  const to = high === null ? Number.POSITIVE_INFINITY : x(high)
  return markup`<svg class="forest ${toneClass(verdict)}" width="${width}" height="${height}" aria-hidden="true"><title>${words}</title>${band}<line class="no-change" x1="${width / 2}" x2="${width / 2}" y1="0" y2="${height}"/><line class="reach" x1="${clamped(from)}" x2="${clamped(to)}" y1="${middle}" y2="${middle}"/>${endOf(from, 'left')}${endOf(to, 'right')}${markerOf(x(estimate))}</svg>`
}

/** The axis itself, for the head of the column. */
export function forestScale(axis: ForestAxis): Markup {
  const texts = axis.ticks.map((tick) => {
    const x = (margin + positionOf(tick, axis) * (width - 2 * margin)).toFixed(1)
    const sign = tick > 0 ? '+' : ''
    return markup`<text class="tick" x="${x}" y="12" text-anchor="middle">${tick === 0 ? '0' : `${sign}${Math.round(tick * 100)} %`}</text>`
  })
  return markup`<svg class="forest" width="${width}" height="16" aria-hidden="true">${texts}</svg>`
}

function hasPlace({ kind, estimate, low, high }: Effect): boolean {
  return kind === 'relative' || (estimate === 0 && low === 0 && high === 0)
}

function bandOf(from: number, to: number): Markup {
  const left = clamped(from)
  return markup`<rect class="limit" x="${left}" width="${(clamped(to) - left).toFixed(1)}" y="0" height="${height}"/>`
}

function markerOf(x: number): Markup | undefined {
  // Beyond the axis the arrow tells it all.
  if (x < margin || x > width - margin) return undefined
  return markup`<rect class="estimate" x="${(x - 4).toFixed(1)}" y="${middle - 4}" width="8" height="8"/>`
}

function endOf(x: number, side: 'left' | 'right'): Markup {
  const at = clamped(x)
  const isBeyond = side === 'left' ? x < margin : x > width - margin
  const tip = side === 'left' ? -6 : 6
  return isBeyond
    ? markup`<path class="arrow" d="M${at} ${middle - 4}l${tip} 4l${-tip} 4z"/>`
    : markup`<line class="reach" x1="${at}" x2="${at}" y1="${middle - 4}" y2="${middle + 4}"/>`
}

function clamped(x: number): number {
  return Number(Math.min(width - margin, Math.max(margin, x)).toFixed(1))
}
