import { z } from 'zod'
import { list, shape } from './schema-shape.ts'

const figure = z.number().nonnegative()
const byTransport = shape({ websocket: figure, upgrade: figure, polling: figure })

/** What was asked of a target while it was measured; see `load/offered-load.ts`. */
export const offeredLoadSchema = shape({
  users: byTransport.describe('Connected when the window opened.'),
  connects: byTransport.describe('Users arriving per second.'),
  messages: byTransport.describe('Received from users per second, by the transport of the sender.'),
  deliveries: byTransport.describe('Owed per second, by the transport of the receiver.'),
  payloadBytes: figure.describe('Length of each text.'),
  acknowledged: z.boolean(),
  rooms: list(shape({ rooms: figure, members: figure, messages: figure })).describe(
    'Groups of rooms of one size; messages per second into all rooms of the group.',
  ),
}).meta({ id: 'OfferedLoad', description: 'What was asked of the target while it was measured; rates per second.' })
