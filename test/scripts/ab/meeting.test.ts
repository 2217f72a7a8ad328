import { describe, expect, test } from 'vitest'
import { Meeting } from '../../../scripts/ab/meeting.ts'
import type { SideName } from '../../../scripts/ab/side.ts'
import { VirtualTimers } from '../../support/virtual-timers.ts'

const offsets = { connect: 0, messages: 12.5 }

function meetingOf(first: SideName) {
  const clock = new VirtualTimers(1000)
  const begun: string[] = []
  const meeting = new Meeting({ first, offsets, clock })
  const arrive = (side: SideName, point: 'connect' | 'messages') => {
    void meeting.arrive(side, point).then((at) => begun.push(`${side} ${point} ${at}`))
  }
  return { clock, begun, meeting, arrive }
}

/** Lets promises that are settled be heard of. */
async function heard(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve))
}

test('whoever comes first waits for the other', async () => {
  const { begun, arrive } = meetingOf('base')
  arrive('base', 'messages')
  await heard()
  expect(begun).toEqual([])
})

describe('once both are there, the one whose turn it is begins at once and the other the offset later', () => {
  test.each([
    { first: 'base', arrivals: ['base', 'head'], begun: ['base messages 1700', 'head messages 1712.5'] },
    { first: 'base', arrivals: ['head', 'base'], begun: ['head messages 1712.5', 'base messages 1700'] },
    { first: 'head', arrivals: ['base', 'head'], begun: ['base messages 1712.5', 'head messages 1700'] },
  ] as const)('$first first, $arrivals.0 waits', async ({ first, arrivals, begun: expected }) => {
    const { clock, begun, arrive } = meetingOf(first)
    arrive(arrivals[0], 'messages')
    clock.freezeUntil(1700)
    arrive(arrivals[1], 'messages')
    await heard()
    expect(begun).toEqual(expected)
  })
})

test('each point has its own offset', async () => {
  const { begun, arrive } = meetingOf('base')
  arrive('base', 'connect')
  arrive('head', 'connect')
  await heard()
  expect(begun).toEqual(['base connect 1000', 'head connect 1000'])
})

test('a side at one point does not release the other at another', async () => {
  const { begun, arrive } = meetingOf('base')
  arrive('base', 'connect')
  arrive('head', 'messages')
  await heard()
  expect(begun).toEqual([])
})

test('a side that leaves releases the one that waits for it', async () => {
  const { clock, begun, meeting, arrive } = meetingOf('base')
  arrive('base', 'messages')
  clock.freezeUntil(4000)
  meeting.leave('head')
  await heard()
  expect(begun).toEqual(['base messages 4000'])
})

test('nobody waits for a side that has left before', async () => {
  const { begun, meeting, arrive } = meetingOf('head')
  meeting.leave('head')
  arrive('base', 'connect')
  arrive('base', 'messages')
  await heard()
  expect(begun).toEqual(['base connect 1000', 'base messages 1012.5'])
})

test('a side may leave twice, and after the other', async () => {
  const { begun, meeting } = meetingOf('base')
  meeting.leave('head')
  meeting.leave('base')
  meeting.leave('head')
  await heard()
  expect(begun).toEqual([])
})
