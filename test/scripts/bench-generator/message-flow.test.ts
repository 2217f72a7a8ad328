import { expect, test } from 'vitest'
import { MessageFlow } from '../../../scripts/bench-generator/message-flow.ts'

test('sends the next message when one has been delivered to every member', async () => {
  const flow = new MessageFlow()
  let sent = 0
  const done = flow.run(4, 2, 3, () => sent++)
  const sentAfter = Array.from({ length: 12 }, () => {
    flow.delivered()
    return sent
  })
  await done
  expect(sentAfter).toEqual([2, 2, 3, 3, 3, 4, 4, 4, 4, 4, 4, 4])
})
