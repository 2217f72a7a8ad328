import { describe, expect, test } from 'vitest'
import { paintOf } from '../../../reports/render/paint.ts'
import { saturationLines } from '../../../reports/render/saturation.ts'
import { renderTerminal } from '../../../reports/render/terminal.ts'
import type { Saturation, SaturationSearch } from '../../../reports/saturation.ts'
import { sampleSaturation, saturationReport } from '../../support/sample-saturation.ts'

function textOf(fields: Partial<Saturation> = {}, width = 100): string {
  return `${saturationLines(sampleSaturation(fields), width, paintOf(false)).join('\n')}\n`
}

test('the answer comes first, then what it rests on, what binds, and every step', async () => {
  await expect(textOf()).toMatchFileSnapshot('golden/saturation.txt')
})

test('a report of a search shows the search and not a table for every load', () => {
  const text = renderTerminal(saturationReport(), { width: 100, color: false })
  expect(text).toContain('It holds 172 messages per second and room.')
  expect(text).not.toContain('Delivery to a member of the room')
})

describe('an answer that is none', () => {
  const { steps = [] } = sampleSaturation().searches[0] ?? {}
  const one = (search: Omit<SaturationSearch, 'steps'>): Saturation['searches'] => [{ ...search, steps }]
  const point = { median: 160, low: 160, high: 160, n: 1, coverage: 0 }
  const none = (): Saturation => {
    const points = ['asFound', 'atMedianSpeed']
    return Object.fromEntries(Object.entries(sampleSaturation()).filter(([key]) => !points.includes(key))) as Saturation
  }
  const linesOf = (saturation: Saturation) => saturationLines(saturation, 100, paintOf(false)).join('\n')

  test('is a lower bound where the generator was the limit', async () => {
    const searches = one({ end: 'generator', found: 160 })
    const binding = {
      resource: 'generator' as const,
      evidence: ['A load worker used 93 % of a core; over 85 % it measures itself.'],
    }
    const saturation = { ...none(), searches, asFound: point, atLeast: true, binding }
    await expect(`${linesOf(saturation)}\n`).toMatchFileSnapshot('golden/saturation-at-least.txt')
  })

  test('is the most that was offered where all of it was held', () => {
    const saturation = { ...none(), searches: one({ end: 'most', found: 160 }), asFound: point, atLeast: true }
    expect(linesOf(saturation)).toContain(
      'It holds at least 160 messages per second and room, the most that was offered.',
    )
  })

  test('says that nothing was held', () => {
    expect(linesOf({ ...none(), searches: one({ end: 'nothing-held' }) })).toContain(
      'No load was held, not even 10 messages per second and room.',
    )
  })

  test('says that it was interrupted', () => {
    expect(linesOf({ ...none(), searches: one({ end: 'interrupted' }) })).toContain(
      'The search was interrupted before it had found a load.',
    )
  })
})

test('what a target says of itself cannot act on a terminal', () => {
  const binding = { resource: 'memory' as const, evidence: ['The gateway died: \u001b[2J'] }
  expect(textOf({ binding, scenario: 'fan\u001b[2Jout' })).not.toContain('\u001b')
})

test('no line is wider than the terminal', () => {
  for (const line of textOf({}, 60).split('\n')) expect(line.length).toBeLessThanOrEqual(60)
})
