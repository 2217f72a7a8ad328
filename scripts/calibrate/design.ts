import { transports, type Transport } from '../../load/client/chat-client.ts'
import { connect } from '../../scenarios/connect.ts'
import { mix } from '../../scenarios/mix.ts'
import { transport as transportScenario } from '../../scenarios/transport.ts'
import type { Adapter } from '../../target/adapter.ts'
import type { WorkloadCell } from '../bench/cell.ts'
import { alone, studyCells, type StudyCell, type StudyPlace } from '../study/cells.ts'
import { messageSettings, type MessageLoad } from '../study/message-load.ts'

/** Users that connect in a trial: enough for resident memory per connection to be told. */
const connectingUsers = { websocket: 2000, upgrade: 1200, polling: 1200 } as const
/** Users per second: such that neither gateway nor generator is more than half busy with it. */
const connectRates = { websocket: 160, upgrade: 100, polling: 80 } as const
const spareHandlers = 24

/**
 * Loads of one instance. Rooms, rates and payloads are varied apart, so that a fit can tell what a message costs from what a
 * delivery costs, and what either costs from what their bytes do; rates go from where an instance mostly sleeps to where it is
 * more than half busy, since waking up is a cost of its own.
 */
const loadsAlone: readonly MessageLoad[] = [
  { rooms: '250x2', rate: 250 },
  { rooms: '250x2', rate: 2500 },
  { rooms: '250x2', rate: 6000 },
  { rooms: '40x10', rate: 150 },
  { rooms: '40x10', rate: 1200 },
  { rooms: '40x10', rate: 4500 },
  { rooms: '5x100', rate: 20 },
  { rooms: '5x100', rate: 200 },
  { rooms: '5x100', rate: 500 },
  { rooms: '1x500', rate: 8 },
  { rooms: '1x500', rate: 45 },
  { rooms: '40x10', rate: 500, payload: 8192 },
  { rooms: '5x100', rate: 60, payload: 2048 },
  { rooms: '5x100', rate: 30, payload: 12_288 },
  { rooms: '40x10', rate: 600, acknowledged: 'yes' },
  { rooms: '250x2', rate: 1500, acknowledged: 'yes' },
  { rooms: '40x2', rate: 200, polling: 1 },
  { rooms: '8x10', rate: 25, polling: 1 },
  { rooms: '8x10', rate: 90, polling: 1 },
  { rooms: '1x100', rate: 8, polling: 1 },
  { rooms: '8x10', rate: 40, polling: 1, payload: 8192 },
  { rooms: '4x50', rate: 30, polling: 0.3 },
]

/** Loads of a cluster of two: what a broadcast to another instance costs, by rate, by room and by payload. */
const loadsOfTwo: readonly MessageLoad[] = [
  { rooms: '250x2', rate: 250 },
  { rooms: '250x2', rate: 1000 },
  { rooms: '40x10', rate: 150 },
  { rooms: '40x10', rate: 700 },
  { rooms: '5x100', rate: 25 },
  { rooms: '5x100', rate: 120 },
  { rooms: '5x100', rate: 60, payload: 8192 },
  { rooms: '8x10', rate: 40, polling: 1 },
]

/** Loads of more instances, which take in every broadcast and have a smaller share of the members. */
const loadsOfMore: readonly MessageLoad[] = [
  { rooms: '40x10', rate: 400 },
  { rooms: '5x100', rate: 60 },
]

/** Everything that a calibration measures, on one instance and on clusters of 2 and of `instances`. */
export function calibrationCells({
  adapter,
  instances,
}: {
  adapter: Adapter
  instances: number
}): readonly WorkloadCell[] {
  const cluster = (count: number): StudyPlace => ({ instances: count, adapter })
  const messages = (loads: readonly MessageLoad[], place: StudyPlace): StudyCell[] =>
    loads.map((load) => ({ scenario: mix, settings: messageSettings(load), place }))
  const arrivals = (transport: Transport, handlers = 0): StudyCell => {
    const rate = connectRates[transport]
    return {
      scenario: connect,
      settings: { users: connectingUsers[transport], rate, warmUpUsers: 300, handlers },
      transport,
    }
  }
  return studyCells([
    ...transports.map((transport) => arrivals(transport)),
    arrivals('websocket', spareHandlers),
    ...transports.map((transport) => ({ scenario: transportScenario, settings: idleSettings, transport })),
    ...messages(loadsAlone, alone),
    ...messages(loadsOfTwo, cluster(2)),
    ...(instances > 2 ? messages(loadsOfMore, cluster(instances)) : []),
  ])
}

/** Few messages, and many users whose heartbeats are then counted alone. */
const idleSettings = {
  users: 300,
  connectRate: 100,
  warmUpUsers: 100,
  rate: 50,
  warmUp: 200,
  window: 500,
  heartbeat: 5500,
} as const
