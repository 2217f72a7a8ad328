import { expect, test } from 'vitest'
import { messageSettings } from '../../../scripts/study/message-load.ts'

test('what is not said of a load is none of it: neither polling nor upgrades nor long texts', () => {
  expect(messageSettings({ rooms: '10x10', rate: 50 })).toMatchObject({ polling: 0, upgrade: 0, payload: 128 })
})

test('a slow load is warmed up by a faster one, so that the code is optimised when it is measured', () => {
  expect(messageSettings({ rooms: '250x2', rate: 10 })).toMatchObject({ rate: 10, warmUpRate: 2500 })
  expect(messageSettings({ rooms: '1x500', rate: 1 })).toMatchObject({ rate: 1, warmUpRate: 16 })
})

test('what polls is warmed up by fewer messages, since each delivery takes more', () => {
  expect(messageSettings({ rooms: '10x10', rate: 1, polling: 1 })).toMatchObject({ warmUpRate: 200 })
  expect(messageSettings({ rooms: '10x10', rate: 1, polling: 0.5 })).toMatchObject({ warmUpRate: 320 })
})

test('a fast load is its own warm-up', () => {
  expect(messageSettings({ rooms: '250x2', rate: 4000 })).toMatchObject({ rate: 4000, warmUpRate: 4000 })
})

test('messages go into rooms by their members, so large ones have most of the deliveries', () => {
  // Half of 200 users are in a room of 100, the others in rooms of 10: a message has 55 receivers on average.
  expect(messageSettings({ rooms: '1x100,10x10', rate: 1 })).toMatchObject({ warmUpRate: Math.round(8000 / 55) })
})
