import type { CostId } from './cost-model.ts'

/** What a cost means. All costs are microseconds of CPU time per operation. */
export interface CostMeaning {
  /** A few plain words for tables. */
  readonly label: string
  /** One sentence: what one operation is, and what its cost includes. */
  readonly sentence: string
  /** What follows a figure: `µs per message`. */
  readonly unit: string
  /** What a cost is multiplied by to be a figure in this unit: bytes are shown by the KiB, which costs something. */
  readonly times: number
  /** Whose CPU time it is. */
  readonly resource: 'gateway' | 'redis'
}

const perMessage = 'µs per message'
const perDelivery = 'µs per delivery'
const perConnect = 'µs per connect'
const perKibibyte = 'µs per KiB'
const perConnectionSecond = 'µs per connection and second'

/** What each cost means, in the order in which tables show them. */
export const costMeanings: Readonly<Record<CostId, CostMeaning>> = {
  instance: gateway('a running instance', 'µs per second', 'What an instance uses by itself, with nothing to do.'),
  wake: gateway(
    'waking up after a pause',
    'µs per wake-up after 1 s',
    'Waking up for a message. The cost goes with the root of the pause before it, after 10 ms it is a tenth of what it is after a second; so a message costs less the busier an instance is.',
  ),
  'connect.websocket': gateway(
    'connecting, websocket only',
    perConnect,
    'Connecting by websocket, with handshake, authentication and joining a room.',
  ),
  'connect.upgrade': gateway(
    'connecting, polling then websocket',
    perConnect,
    'Connecting by polling and changing to websocket, with handshake, authentication and joining a room.',
  ),
  'connect.polling': gateway(
    'connecting, polling only',
    perConnect,
    'Connecting by polling, with handshake, authentication and joining a room.',
  ),
  'idle.websocket': gateway(
    'an idle websocket',
    perConnectionSecond,
    'Keeping a silent websocket open, which is its heartbeat; upgraded connections are websockets.',
  ),
  'idle.polling': gateway(
    'an idle polling connection',
    perConnectionSecond,
    'Keeping a silent polling connection open, which is its heartbeat and the requests that carry it.',
  ),
  message: gateway('a message', perMessage, 'Taking in, checking and preparing one message, by whatever transport.'),
  messageByte: gateway('the text of a message', perKibibyte, 'The text of a message that is taken in, by its length.'),
  ack: gateway('an acknowledgement', 'µs per acknowledgement', 'Acknowledging one message by websocket.'),
  delivery: gateway('a delivery', perDelivery, 'Writing one copy of a message to one websocket.'),
  deliveryByte: gateway('the text of a delivery', perKibibyte, 'The text of a delivery by websocket, by its length.'),
  deliveryWake: gateway(
    'a delivery out of quiet',
    'µs per delivery at 1 a second',
    'What a delivery costs beyond that where there are few: whoever receives has to be woken. The sum goes with the root of the deliveries per second, so at 10,000 a second a delivery costs a hundredth of this more.',
  ),
  poll: gateway('a POST', 'µs per request', 'The request by which a polling user sends a message, beyond the message.'),
  pollDelivery: gateway(
    'a delivery by polling',
    perDelivery,
    'Answering the request of a polling user with one copy of a message, and taking in the next request.',
  ),
  pollDeliveryByte: gateway(
    'the text of one by polling',
    perKibibyte,
    'The text of a delivery by polling, by its length.',
  ),
  pollBroadcast: gateway(
    'a message to polling users',
    perMessage,
    'Preparing one message for the polling users of an instance, and taking in the requests that they come back with.',
  ),
  publish: gateway(
    'passing a message on',
    perMessage,
    'Passing one message on to the other instances, including what an instance takes to discard its own when it comes back.',
  ),
  broadcast: gateway(
    'taking in a broadcast',
    'µs per broadcast',
    'Taking in one broadcast of another instance, before it is delivered to anybody.',
  ),
  broadcastByte: gateway(
    'the text of a broadcast',
    perKibibyte,
    'The text of a broadcast that is taken in, by its length.',
  ),
  'redis.base': redis('Redis by itself', 'µs per second', 'What Redis uses with nothing to do.'),
  'redis.publish': redis(
    'a message published',
    perMessage,
    'Taking in one message from the instance that publishes it.',
  ),
  'redis.delivery': redis(
    'a message passed on',
    'µs per receiving instance',
    'Passing one message on to one instance that listens.',
  ),
  'redis.byte': redis('text that Redis moves', perKibibyte, 'Text that Redis takes in or passes on, by its length.'),
}

function gateway(label: string, unit: string, sentence: string): CostMeaning {
  return { label, unit, times: timesOf(unit), sentence, resource: 'gateway' }
}

function redis(label: string, unit: string, sentence: string): CostMeaning {
  return { label, unit, times: timesOf(unit), sentence, resource: 'redis' }
}

function timesOf(unit: string): number {
  return unit === perKibibyte ? 1024 : 1
}
