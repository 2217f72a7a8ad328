import { describe, expect, test } from 'vitest'
import { offeredLoadOf } from '../../load/offered-load-of.ts'
import { evenRooms } from '../../load/rooms.ts'
import { onlyOver } from '../../load/transport-shares.ts'
import type { Workload } from '../../load/workload.ts'
import { byTransport, fanOutLoad } from '../support/offered-load.ts'
import { workloadOf } from '../support/trial-options.ts'

/** A part of a schedule. */
const constant = (arrivalRate: number, durationMs: number) => ({ kind: 'constant', arrivalRate, durationMs }) as const

describe('a workload of messages', () => {
  test('offers what is due in its window, whatever its warm-up was', () => {
    const plain = workloadOf(100, 40, 2500, { messages: { warmUpMs: 800 } })
    const warmer = workloadOf(100, 40, 2500, {
      messages: { warmUpMs: 800, schedule: { kind: 'sequence', parts: [constant(3000, 800), constant(40, 2500)] } },
    })
    const expected = fanOutLoad({ rooms: 1, members: 100, rate: 40, payloadBytes: 64 })
    expect(offeredLoadOf(plain)).toEqual(expected)
    expect(offeredLoadOf(warmer)).toEqual(expected)
  })

  test('counts users who arrived in the open model as connected, since the window is that of the messages', () => {
    const workload = workloadOf(20, 10, 1000, {
      connects: { warmUpUsers: 5, arrivals: { model: 'open', schedule: constant(15, 1000) }, timeoutMs: 1000 },
      transports: onlyOver('polling'),
    })
    const offered = offeredLoadOf(workload)
    expect(offered.users).toEqual(byTransport({ polling: 20 }))
    expect(offered.connects).toEqual(byTransport())
  })

  test('with a random schedule offers what is due on average, with any seed', () => {
    const due = (seed: number) =>
      offeredLoadOf(
        workloadOf(10, 1, 1000, {
          messages: { warmUpMs: 500, schedule: { kind: 'poisson', arrivalRate: 25, durationMs: 1500, seed } },
        }),
      ).messages.websocket
    expect([due(1), due(2)]).toEqual([25, 25])
  })

  test('tells apart who sends and who receives by their transport, and rooms by their group', () => {
    const workload = workloadOf(0, 100, 3000, {
      rooms: [
        { rooms: 20, members: 10, weight: 10 },
        { rooms: 2, members: 200, weight: 200 },
      ],
      transports: { websocket: 0.7, upgrade: 0.2, polling: 0.1 },
      messages: { warmUpMs: 0, sendersPerRoom: 10 },
    })
    const { users, messages, deliveries, rooms } = offeredLoadOf(workload)
    expect(users).toEqual({ websocket: 420, upgrade: 120, polling: 60 })
    const [small, large] = rooms
    // A third of the members are in rooms of 10, two thirds in rooms of 200.
    expect(small?.messages).toBeCloseTo(100 / 3, 0)
    expect(large?.messages).toBeCloseTo(200 / 3, 0)
    const owed = 10 * (small?.messages ?? 0) + 200 * (large?.messages ?? 0)
    expect(deliveries.websocket + deliveries.upgrade + deliveries.polling).toBeCloseTo(owed, 6)
    expect(deliveries.polling / owed).toBeCloseTo(0.1, 2)
    expect(messages.websocket + messages.upgrade + messages.polling).toBeCloseTo(100, 6)
    // A sender of a large room has 3.3 messages per second: one more or less of those cannot be helped.
    expect(Math.abs(messages.polling - 10)).toBeLessThan(4)
  })

  test('too short for every room to have a turn offers what the rooms with a turn are owed', () => {
    const workload = workloadOf(0, 2, 1000, {
      rooms: evenRooms(11, 3),
      messages: { warmUpMs: 0 },
    })
    expect(offeredLoadOf(workload).deliveries).toEqual(byTransport({ websocket: 8 }))
  })
})

describe('a workload of arrivals', () => {
  const arriving: Workload = {
    ...workloadOf(0, 1, 1000),
    rooms: evenRooms(130, 3),
    connects: { warmUpUsers: 30, arrivals: { model: 'open', schedule: constant(50, 2000) }, timeoutMs: 1000 },
    transports: onlyOver('upgrade'),
    messages: undefined,
  }

  test('offers those who arrive in the window, and counts the others as connected', () => {
    expect(offeredLoadOf(arriving)).toEqual({
      users: byTransport({ upgrade: 30 }),
      connects: byTransport({ upgrade: 50 }),
      messages: byTransport(),
      deliveries: byTransport(),
      payloadBytes: 0,
      acknowledged: false,
      rooms: [
        { rooms: 1, members: 44, messages: 0 },
        { rooms: 2, members: 43, messages: 0 },
      ],
    })
  })

  test('that is not measured offers its users alone', () => {
    const closed = { ...arriving, connects: { ...arriving.connects, arrivals: { model: 'closed' } as const } }
    expect(offeredLoadOf(closed)).toMatchObject({ users: { upgrade: 130 }, connects: byTransport() })
  })
})
