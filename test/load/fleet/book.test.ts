import { expect, test } from 'vitest'
import { Book } from '../../../load/fleet/book.ts'
import { ByteReader } from '../../../load/fleet/byte-reader.ts'
import { FleetClock } from '../../../load/fleet/fleet-clock.ts'
import { unpackBytes } from '../../../load/fleet/packed-numbers.ts'
import { Recorder } from '../../../load/recorder.ts'
import { runIdOf, stampLength, StampReader } from '../../../load/stamp.ts'

const options = { engine: 'gatecrash', script: 'chat.yml', run: 't1', target: 'http://127.0.0.1:3000' }

/** A book whose clock is at hand: milliseconds of it. */
function bookAt(clock: { ms: number }, worker = 'abc123'): Book {
  const date = Date.UTC(2026, 10, 20)
  return new Book({ ...options, worker, clock: new FleetClock({ now: () => clock.ms }, date) })
}

/** All numbers of a packed field. */
function numbersIn(packed: string): number[] {
  const reader = new ByteReader(unpackBytes(packed))
  const numbers: number[] = []
  while (!reader.done) numbers.push(reader.read())
  return numbers
}

test('a stamp says whose it is, and when it was due', () => {
  const clock = { ms: 5000 }
  const book = bookAt(clock)
  const sender = book.sender('a')
  clock.ms += 7
  const stamp = book.stamp(sender)
  const reader = new StampReader('abc123')
  expect(stamp).toHaveLength(stampLength)
  expect(reader.findInText(stamp)).toBe(true)
  expect(reader).toMatchObject({ sender, sequence: 0, dueMicros: book.nowMicros() })
})

test('a worker that is given no name takes one of six base-36 digits', () => {
  expect(new Book(options).worker).toMatch(/^[0-9a-z]{6}$/)
})

test('a worker of another name is refused', () => {
  expect(() => new Book({ ...options, worker: 'ABC' })).toThrow('6 characters')
})

test('a delivery of its own message is timed from when that was due', () => {
  const clock = { ms: 5000 }
  const book = bookAt(clock)
  const due = book.nowMicros()
  book.delivered(book.member(), parseInt('abc123', 36), 0, 0, due, clock.ms + 12)
  expect(Recorder.decode(book.log(true).histograms['delivery'] ?? '').percentile(50)).toBeCloseTo(12, 1)
})

test("a delivery of another worker's message is booked, not timed", () => {
  const book = bookAt({ ms: 5000 })
  book.delivered(book.member(), parseInt('zzzzzz', 36), 3, 4, book.nowMicros(), 5001)
  const log = book.log(true)
  expect(log.histograms).toEqual({})
  expect(log.receipts).toMatchObject([{ worker: 'zzzzzz', sender: 3, messages: 1, deliveries: 1 }])
  expect(numbersIn(log.receipts[0]?.packed ?? '')).toEqual([4, 1, 0, 0])
})

test('a delivery that comes again is a repetition, however much came in between', () => {
  const book = bookAt({ ms: 0 })
  const now = book.nowMicros()
  const [one, other] = [book.member(), book.member()]
  book.delivered(one, 1, 0, 0, now, 0)
  for (let sequence = 1; sequence <= 70_000; sequence++) book.delivered(other, 1, 0, sequence, now, 0)
  book.delivered(one, 1, 0, 0, now, 0)
  expect(book.log(true).totals).toMatchObject({ deliveries: 70_001, repeats: 1, reordered: 0 })
})

test('a delivery that was overtaken by a later message of its sender is reordered', () => {
  const book = bookAt({ ms: 0 })
  const now = book.nowMicros()
  const member = book.member()
  for (const [sender, sequence] of [
    [0, 1],
    [1, 0],
    [0, 0],
  ] as const) {
    book.delivered(member, 1, sender, sequence, now, 0)
  }
  expect(book.log(true).totals).toMatchObject({ deliveries: 3, reordered: 1 })
})

test('a stamp of an earlier run is stale, not a delivery', () => {
  const book = bookAt({ ms: 0 })
  book.delivered(book.member(), 1, 0, 0, book.nowMicros() - 3_600_000_000, 0)
  expect(book.log(true)).toMatchObject({ counters: { 'deliveries.stale': 1 }, receipts: [] })
})

test('a member is in a room from its join to its leave, and again', () => {
  const clock = { ms: 1000 }
  const book = bookAt(clock)
  const member = book.member()
  const at = (ms: number, act: () => void): void => {
    clock.ms = ms
    act()
  }
  at(1001, () => book.joined(member, 'a'))
  at(1002, () => book.joined(member, 'b'))
  at(1003, () => book.left(member, 'a'))
  at(1004, () => book.joined(member, 'a'))
  at(1005, () => book.leftAll(member))
  at(1006, () => book.joined(member, 'b'))
  const log = book.log(true)
  expect(log.rooms).toEqual(['a', 'b'])
  expect(log.memberships).toEqual([
    [0, 0, 1000, 3000],
    [0, 1, 2000, 5000],
    [0, 0, 4000, 5000],
    [0, 1, 6000, null],
  ])
})

test('what was sent late is booked as due then and sent later', () => {
  const clock = { ms: 1000 }
  const book = bookAt(clock)
  const start = book.nowMicros()
  const sender = book.sender('a', { excludes: book.member(), volatile: true })
  clock.ms = 1010
  book.stamp(sender, start + 4000)
  const log = book.log(true)
  expect(log.senders).toMatchObject([{ room: 0, excludes: 0, volatile: true, sends: 1 }])
  expect(numbersIn(log.senders[0]?.packed ?? '')).toEqual([2 * 4000, 6000])
  expect(Recorder.decode(log.histograms['sendDelay'] ?? '').percentile(50)).toBeCloseTo(6, 1)
})

test('counters, failures and the connected users of every second are in the log', () => {
  const clock = { ms: 0 }
  const book = bookAt(clock)
  book.count('connects', 3)
  clock.ms = 1100
  book.count('disconnects.transport close')
  book.fail('ack', 'ack-timeout')
  book.record('session', -1)
  const log = book.log(false)
  expect(log).toMatchObject({ complete: false, failures: { 'ack.ack-timeout': 1 } })
  expect(log.counters).toEqual({ connects: 3, 'disconnects.transport close': 1, 'untimed.session': 1 })
  expect(log.series['connected']?.values).toEqual([3, 2])
})

test('the workers of one process say so', () => {
  const [one, other] = [bookAt({ ms: 0 }).log(true), bookAt({ ms: 0 }, 'abc124').log(true)]
  expect(one.process.id).toBe(other.process.id)
  expect(one.host).toBe(other.host)
  expect(runIdOf(parseInt(one.worker, 36))).toBe(one.worker)
})
