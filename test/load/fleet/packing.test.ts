import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ByteReader } from '../../../load/fleet/byte-reader.ts'
import { ByteWriter } from '../../../load/fleet/byte-writer.ts'
import { NumberList } from '../../../load/fleet/number-list.ts'
import { packBytes, unpackBytes } from '../../../load/fleet/packed-numbers.ts'
import { PairTable } from '../../../load/fleet/pair-table.ts'

test('packed numbers are unpacked as they were', () => {
  fc.assert(
    fc.property(fc.array(fc.maxSafeNat()), fc.array(fc.integer()), (whole, signed) => {
      const writer = new ByteWriter()
      for (const value of whole) writer.write(value)
      for (const value of signed) writer.writeSigned(value)
      const reader = new ByteReader(unpackBytes(packBytes(writer.bytes)))
      expect(whole.map(() => reader.read())).toEqual(whole)
      expect(signed.map(() => reader.readSigned())).toEqual(signed)
      expect(reader.done).toBe(true)
    }),
  )
})

test('numbers that are cut off are refused', () => {
  const writer = new ByteWriter()
  writer.write(1_000_000)
  expect(() => new ByteReader(writer.bytes.slice(0, 2)).read()).toThrow('end within a number')
})

test('each pair has its number, in the order in which pairs come', () => {
  const pair = fc.tuple(fc.oneof(fc.nat(3), fc.integer({ min: 0, max: 2 ** 32 - 1 })), fc.nat(40))
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 300 }), (pairs) => {
      const table = new PairTable()
      const numbers = new Map<string, number>()
      for (const [first, second] of pairs) {
        const known = numbers.get(`${first}/${second}`) ?? numbers.size
        numbers.set(`${first}/${second}`, known)
        expect(table.numberOf(first, second)).toBe(known)
        expect([table.firstOf(known), table.secondOf(known)]).toEqual([first, second])
      }
      expect(table.count).toBe(numbers.size)
    }),
  )
})

test('a list keeps what was added while it grows', () => {
  const [doubles, integers] = [NumberList.doubles(), NumberList.integers()]
  for (let n = 0; n < 1000; n++) {
    doubles.push(n / 2)
    integers.push(-n)
  }
  doubles.set(7, -1)
  expect([doubles.at(7), doubles.at(999), integers.at(999), integers.length]).toEqual([-1, 499.5, -999, 1000])
})
