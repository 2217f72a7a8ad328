import type { Verdict } from '../compare/comparison.ts'
import { markup, type Markup } from './markup.ts'

const looks: Readonly<Record<Verdict, { readonly tone: string; readonly sign: string }>> = {
  better: { tone: 'good', sign: '✓' },
  worse: { tone: 'bad', sign: '✕' },
  same: { tone: 'same', sign: '~' },
  unknown: { tone: 'unsure', sign: '?' },
  incomparable: { tone: 'unsure', sign: '≠' },
}

/** A verdict as a word with its own sign and colour; a dash where a metric has no better direction. */
export function verdictBadge(verdict: Verdict | undefined): Markup {
  if (verdict === undefined) return markup`<span class="unit">-</span>`
  const { tone, sign } = looks[verdict]
  return markup`<span class="badge ${tone}" data-verdict="${verdict}"><span aria-hidden="true">${sign} </span>${verdict}</span>`
}

/** The tone of a verdict, as styles name it. */
export function toneClass(verdict: Verdict | undefined): string {
  return verdict === undefined ? 'same' : looks[verdict].tone
}
