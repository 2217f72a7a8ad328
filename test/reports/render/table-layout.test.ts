import { describe, expect, test } from 'vitest'
import type { Cell, MetricTable } from '../../../reports/render/metric-table.ts'
import { paintOf } from '../../../reports/render/paint.ts'
import { layOutFitting, layOutTable } from '../../../reports/render/table-layout.ts'

const cell = (figure: string, parts: Partial<Cell> = {}): Cell => ({
  figure,
  interval: '',
  ratio: '',
  marks: '',
  ...parts,
})

function tableOf(titles: readonly string[], rows: Readonly<Record<string, readonly Cell[]>>): MetricTable {
  const groups = [
    { heading: 'Group', rows: Object.entries(rows).map(([id, cells]) => ({ id, label: id, unit: 'ms', cells })) },
  ]
  return { columns: titles.map((title) => ({ title, marks: '' })), groups }
}

const lines = (table: MetricTable, width = 80) => layOutTable(table, width, paintOf(false))

describe('layOutFitting', () => {
  const wide = tableOf(['one', 'two'], { metric: [cell('1', { interval: '(0.5-1.5)' }), cell('2')] })
  const narrow = tableOf(['one', 'two'], { metric: [cell('1'), cell('2')] })

  test('takes the first table that fits, in colour as well', () => {
    for (const color of [false, true]) {
      const paint = paintOf(color)
      expect(layOutFitting([wide, narrow], 40, paint)).toEqual(layOutTable(wide, 40, paint))
      expect(layOutFitting([wide, narrow], 25, paint)).toEqual(layOutTable(narrow, 25, paint))
    }
  })

  test('divides the last one where none fits', () => {
    expect(layOutFitting([wide, narrow], 17, paintOf(false))).toEqual(lines(narrow, 17))
  })
})

describe('layOutTable', () => {
  test('paints good and bad figures, and no others', () => {
    const table = tableOf(['one'], {
      a: [cell('1', { tone: 'good' })],
      b: [cell('2', { tone: 'bad' })],
      c: [cell('3')],
    })
    const rows = layOutTable(table, 80, paintOf(true)).join('\n')
    expect(rows).toContain(paintOf(true).good('1'))
    expect(rows).toContain(paintOf(true).bad('2'))
    expect(rows).not.toContain(paintOf(true).good('3'))
  })

  test('aligns figures on the right and what follows them on the left', () => {
    const table = tableOf(['a'], { x: [cell('1.5', { interval: '(1-2)' })], long: [cell('10.5', { marks: '[1]' })] })
    expect(lines(table)).toEqual(['           a', 'Group', '  x    ms   1.5 (1-2)', '  long ms  10.5 [1]'])
  })

  test('lines ratios up behind intervals of any width', () => {
    const table = tableOf(['a'], {
      x: [cell('1', { interval: '(1-2)', ratio: '2.00x' })],
      y: [cell('1', { ratio: '10.0x', marks: '[1]' })],
    })
    expect(lines(table).slice(2)).toEqual(['  x ms  1 (1-2) 2.00x', '  y ms  1       10.0x [1]'])
  })

  test('repeats the table below for columns that do not fit', () => {
    const table = tableOf(['one', 'two', 'three'], { x: [cell('1'), cell('2'), cell('3')] })
    expect(lines(table, 16)).toEqual([
      '        one  two',
      'Group',
      '  x ms  1    2',
      '',
      '        three',
      'Group',
      '  x ms  3',
    ])
  })

  test('moves a column down that would be one character too wide', () => {
    const table = tableOf(['one', 'two'], { x: [cell('1'), cell('2')] })
    expect(lines(table, 16)).toHaveLength(3)
    expect(lines(table, 15)).toHaveLength(7)
  })

  test('shows a column that is wider than the terminal rather than cutting its figures', () => {
    expect(lines(tableOf(['a'], { x: [cell('123,456,789')] }), 10).at(-1)).toBe('  x ms  123,456,789')
  })

  test('cuts a long title and a long label', () => {
    const table = tableOf(['t'.repeat(60)], { ['l'.repeat(60)]: [cell('1')] })
    expect(lines(table).every((line) => line.length < 70)).toBe(true)
    expect(lines(table)[0]).toMatch(/t…$/)
  })

  test('puts marks of a whole column beside its title', () => {
    const table = tableOf(['a'], { x: [cell('1')] })
    expect(lines({ ...table, columns: [{ title: 'a', marks: '[1][2]' }] })[0]).toBe('        a [1][2]')
  })
})
