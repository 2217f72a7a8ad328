import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeFrame } from '../../../../load/client/lean/frame.ts'
import { MaskPool } from '../../../../load/client/lean/mask-pool.ts'
import { Receiver } from '../../../support/ws-internals.ts'

const masks = new MaskPool()

test('ws reads every encoded frame as it was meant', async () => {
  const length = fc.oneof(fc.nat(300), fc.constantFrom(125, 126, 65_535, 65_536, 100_000))
  const payload = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.uint8Array(),
    length.map((count) => 'x'.repeat(count)),
  )
  await fc.assert(
    fc.asyncProperty(payload, async (meant) => {
      const receiver = new Receiver({ isServer: true, maxPayload: 0, skipUTF8Validation: false })
      const received = new Promise<Buffer>((resolve, reject) => receiver.on('message', resolve).on('error', reject))
      receiver.write(encodeFrame(typeof meant === 'string' ? 1 : 2, meant, masks), () => undefined)
      expect((await received).equals(Buffer.from(meant))).toBe(true)
    }),
  )
})

test('masks differ and are never zero', () => {
  const seen = new Set(Array.from({ length: 10_000 }, () => encodeFrame(1, '', masks).readInt32LE(2)))
  expect(seen.has(0)).toBe(false)
  expect(seen.size).toBeGreaterThan(9_900)
})
