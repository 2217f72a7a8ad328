import { expect, test } from 'vitest'
import { SearchProgress } from '../../../scripts/saturate/progress.ts'

test('every step is told with what it says of the point', () => {
  const written: string[] = []
  const stream = { isTTY: false, columns: 80, write: (text: string) => written.push(text) > 0 }
  const progress = new SearchProgress(stream, 'fan-out on single', 2)
  progress.begin(0)
  progress.step({ load: 10, outcome: 'held', reason: 'delivery.p99 was 3.0 ms', trials: [] })
  progress.step({ load: 20, outcome: 'not-held', reason: 'it died: \u001b[2J', trials: [] })
  progress.begin(1)
  progress.step({ load: 20, outcome: 'not-held', reason: 'delivery.p99 was 300.1 ms', trials: [] })
  expect(written.join('').split('\n')).toEqual([
    'fan-out on single: search 1 of 2',
    '  10 held: delivery.p99 was 3.0 ms; the point is above 10',
    '  20 not held: it died: \uFFFD[2J; the point is between 10 and 20',
    'fan-out on single: search 2 of 2',
    '  20 not held: delivery.p99 was 300.1 ms; the point is below 20',
    '',
  ])
})
