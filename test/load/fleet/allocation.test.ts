import { expect, test } from 'vitest'
import { Book } from '../../../load/fleet/book.ts'
import { collectGarbage } from '../../../load/garbage.ts'

const deliveriesPerRound = 50_000
const rounds = 20
const members = 500
/** Room for the times, which are no small integers, as they are passed on; and for no object. */
const allowedBytes = 64

test('booking a million deliveries allocates less than an object each', () => {
  const book = new Book({ engine: 'gatecrash', script: 'a.yml', run: 'r', target: 't' })
  const worker = parseInt(book.worker, 36)
  for (let member = 0; member < members; member++) book.member()
  const due = book.nowMicros()
  const doneAt = performance.timeOrigin
  const perDelivery: number[] = []
  let delivery = 0
  for (let round = 0; round < rounds; round++) {
    collectGarbage()
    const before = process.memoryUsage().heapUsed
    // A round fits into the young generation: nothing is collected before it has been counted.
    for (let n = 0; n < deliveriesPerRound; n++, delivery++) {
      book.delivered(delivery % members, worker, 3, Math.floor(delivery / members), due, doneAt)
    }
    perDelivery.push((process.memoryUsage().heapUsed - before) / deliveriesPerRound)
  }
  expect(book.log(true).totals.deliveries).toBe(rounds * deliveriesPerRound)
  // Early rounds are interpreted, and a round in which memory was collected counts less than nothing.
  expect(Math.min(...perDelivery.filter((bytes) => bytes >= 0))).toBeLessThan(allowedBytes)
})

test('a packed delivery takes two bytes or less', () => {
  const book = new Book({ engine: 'gatecrash', script: 'a.yml', run: 'r', target: 't' })
  for (let member = 0; member < members; member++) book.member()
  const due = book.nowMicros()
  for (let message = 0; message < 400; message++) {
    for (let member = 0; member < members; member++) book.delivered(member, 1, 0, message, due, 0)
  }
  const log = book.log(true)
  const [receipt] = log.receipts
  expect(receipt?.deliveries).toBe(400 * members)
  expect(receipt?.packed.length).toBeLessThan(2 * 400 * members)
})
