import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  runIdOf,
  FleetStampReader,
  stampLength,
  stampLimits,
  StampReader,
  writeStamp,
  type StampFinder,
} from '../../load/stamp.ts'

const runId = runIdOf(123_456)
const stampOf = fc.record({
  sender: fc.integer({ min: 0, max: stampLimits.sender }),
  sequence: fc.integer({ min: 0, max: stampLimits.sequence }),
  dueMicros: fc.integer({ min: 0, max: stampLimits.dueMicros }),
})

const read = (reader: StampFinder) => ({
  sender: reader.sender,
  sequence: reader.sequence,
  dueMicros: reader.dueMicros,
})

test('a stamp is found wherever it stands in a packet', () => {
  fc.assert(
    fc.property(stampOf, fc.string(), fc.string(), (stamp, before, after) => {
      const reader = new StampReader(runId)
      const text = before + writeStamp(runId, stamp.sender, stamp.sequence, stamp.dueMicros) + after
      const bytes = Buffer.from(text)
      expect(reader.find(bytes, 0, bytes.length)).toBe(true)
      expect(read(reader)).toEqual(stamp)
      expect(reader.findInText(text)).toBe(true)
      expect(read(reader)).toEqual(stamp)
    }),
  )
})

test('a stamp is found however the place of the one before differs', () => {
  const reader = new StampReader(runId)
  for (const [sequence, padding] of [0, 10, 3, 40, 0].entries()) {
    const bytes = Buffer.from('.'.repeat(padding) + writeStamp(runId, 1, sequence, 2))
    expect(reader.find(bytes, 0, bytes.length)).toBe(true)
    expect(reader.sequence).toBe(sequence)
  }
})

test('a stamp holds only characters that no encoding escapes, and always the same number', () => {
  fc.assert(
    fc.property(stampOf, ({ sender, sequence, dueMicros }) => {
      const stamp = writeStamp(runId, sender, sequence, dueMicros)
      expect(stamp).toMatch(/^[a-z0-9-]+$/)
      expect(stamp).toHaveLength(stampLength)
    }),
  )
})

describe('nothing is found', () => {
  const reader = new StampReader(runId)
  const stamp = writeStamp(runId, 5, 6, 7)

  test.each([
    ['in an empty packet', ''],
    ['in a packet without a stamp', '42["newMessage",{"text":"good morning"}]'],
    ['when the stamp is of another run', writeStamp(runIdOf(654_321), 5, 6, 7)],
    ['when the stamp is cut off', stamp.slice(0, -1)],
    ['when a digit is none', `${stamp.slice(0, 12)}?${stamp.slice(13)}`],
  ])('%s', (_, text) => {
    const bytes = Buffer.from(text)
    expect(reader.find(bytes, 0, bytes.length)).toBe(false)
    expect(reader.findInText(text)).toBe(false)
  })

  test('beyond the end of the packet, though the buffer goes on', () => {
    const bytes = Buffer.from(`head${stamp}`)
    expect(reader.find(bytes, 0, 4 + stampLength - 1)).toBe(false)
    expect(reader.find(bytes, 0, 4 + stampLength)).toBe(true)
  })

  test('before the start of the packet, though the last stamp stood there', () => {
    const bytes = Buffer.from(`${stamp} and no more of them in here`)
    expect(reader.find(bytes, 0, bytes.length)).toBe(true)
    expect(reader.find(bytes, 3, bytes.length)).toBe(false)
  })
})

test('a whole stamp is found behind a broken one', () => {
  const reader = new StampReader(runId)
  const text = `gc${runId}-broken!${writeStamp(runId, 1, 2, 3)}`
  expect(reader.find(Buffer.from(text), 0, text.length)).toBe(true)
  expect(read(reader)).toEqual({ sender: 1, sequence: 2, dueMicros: 3 })
  expect(reader.findInText(text)).toBe(true)
})

test('due times are kept to the microsecond', () => {
  const reader = new StampReader(runId)
  const text = writeStamp(runId, 0, 0, 1_234_567.6)
  reader.findInText(text)
  expect(reader.dueMicros).toBe(1_234_568)
})

test('a run id of the wrong length is refused', () => {
  expect(() => new StampReader('abc')).toThrow('6 characters')
})

describe('the reader of a fleet', () => {
  const workerOf = fc.integer({ min: 0, max: 36 ** 6 - 1 })
  const readFleet = (reader: FleetStampReader) => ({ worker: reader.worker, ...read(reader) })

  test('finds what any worker wrote, wherever it stands, and tells whose it is', () => {
    const reader = new FleetStampReader()
    fc.assert(
      fc.property(workerOf, stampOf, fc.string(), fc.string(), (worker, stamp, before, after) => {
        const text = `${before}${writeStamp(runIdOf(worker), stamp.sender, stamp.sequence, stamp.dueMicros)}${after}`
        const bytes = Buffer.from(text)
        expect(reader.find(bytes, 0, bytes.length)).toBe(true)
        expect(readFleet(reader)).toEqual({ worker, ...stamp })
        expect(reader.findInText(text)).toBe(true)
        expect(readFleet(reader)).toEqual({ worker, ...stamp })
      }),
    )
  })

  test('finds no stamp that is torn, wherever it is torn', () => {
    const reader = new FleetStampReader()
    const tornOf = fc.tuple(workerOf, stampOf, fc.integer({ min: 0, max: stampLength - 1 }))
    fc.assert(
      fc.property(tornOf, fc.constantFrom('', '"', '-', 'ü'), ([worker, stamp, at], instead) => {
        const whole = writeStamp(runIdOf(worker), stamp.sender, stamp.sequence, stamp.dueMicros)
        const text = whole.slice(0, at) + instead + whole.slice(at + 1)
        fc.pre(text !== whole)
        const bytes = Buffer.from(text)
        expect(reader.find(bytes, 0, bytes.length)).toBe(false)
        expect(reader.findInText(text)).toBe(false)
        const [half, rest] = [Buffer.from(whole.slice(0, at)), Buffer.from(whole.slice(at + 1))]
        expect(reader.find(half, 0, half.length) || reader.find(rest, 0, rest.length)).toBe(false)
      }),
    )
  })

  test('finds the stamps of several workers in turn', () => {
    const reader = new FleetStampReader()
    const found = [3, 36 ** 6 - 1, 0].map((worker, padding) => {
      const bytes = Buffer.from('.'.repeat(padding) + writeStamp(runIdOf(worker), 1, 2, 3))
      return reader.find(bytes, 0, bytes.length) && reader.worker
    })
    expect(found).toEqual([3, 36 ** 6 - 1, 0])
  })
})
