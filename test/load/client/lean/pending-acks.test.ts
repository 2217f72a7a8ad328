import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PendingAcks } from '../../../../load/client/lean/pending-acks.ts'

test('waits end when each is due, in whatever order they began', async () => {
  const duesOf = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 20 })
  const checksOf = fc.uniqueArray(fc.integer({ min: 0, max: 101 }), { maxLength: 10 })
  await fc.assert(
    fc.asyncProperty(duesOf, checksOf, async (dues, checks) => {
      const acks = new PendingAcks<string>()
      let now = 0
      const ended = dues.map((due, id) =>
        acks.add(id, due).then(
          () => 'answered',
          () => now,
        ),
      )
      const inTurn = checks.toSorted((a, b) => a - b)
      for (now of inTurn) {
        acks.expire(now)
        await Promise.resolve()
        await Promise.resolve()
      }
      dues.forEach((_, id) => acks.resolve(id, 'late'))
      const expected = dues.map((due) => inTurn.find((check) => check >= due) ?? 'answered')
      expect(await Promise.all(ended)).toEqual(expected)
    }),
  )
})
