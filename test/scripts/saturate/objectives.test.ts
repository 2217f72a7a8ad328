import { expect, test } from 'vitest'
import { parseSlo } from '../../../reports/slo.ts'
import { objectivesOf } from '../../../scripts/saturate/objectives.ts'

function textsOf(...given: string[]): string[] {
  return objectivesOf({ response: 'delivery' }, given.map(parseSlo)).map(({ text }) => text)
}

test('a load is held by default where the response is quick and nothing is lost, dropped or refused', () => {
  expect(textsOf()).toEqual([
    'delivery.p99<250',
    'delivery.lost==0',
    'send.dropped==0',
    'ack.failed==0',
    'connect.failed==0',
    'connection.lost==0',
  ])
})

test('an objective about any time takes the place of the default response time, and of nothing else', () => {
  expect(textsOf('completion.p50<100')).toEqual(['completion.p50<100', ...textsOf().slice(1)])
})

test('an objective about the delivered share takes the place of losing nothing', () => {
  expect(textsOf('delivered.ratio>=0.999')).toEqual([
    'delivered.ratio>=0.999',
    ...textsOf().filter((text) => text !== 'delivery.lost==0'),
  ])
})
