import type { EngineSocket } from './engine-socket.ts'
import { monotonicClock } from '../../clock.ts'
import type { FleetStampReader } from '../../stamp.ts'
import type { LostResponses } from './lost-responses.ts'
import { findStamp } from './stamps-in.ts'
import type { Tally } from './tally.ts'
import { timedAck, type AckListener } from './timed-ack.ts'

/** What all sockets of a worker share. */
export interface SocketWitness {
  readonly tally: Tally
  readonly responses: LostResponses
  readonly stamps: FleetStampReader
  readonly ackTimeoutMs: number
}

/** One socket of the engine socketio-v3: everything that it does is counted, timed and booked. */
export class WatchedSocket {
  /** Its number in the book, as a receiver. */
  readonly member: number
  readonly #witness: SocketWitness
  readonly #madeAt = monotonicClock.now()
  #connects = 0

  /** Takes a socket that is not connected yet. */
  constructor(socket: EngineSocket, witness: SocketWitness) {
    this.#witness = witness
    this.member = witness.tally.book.member()
    socket.on('connect', () => this.#connected(transportOf(socket)))
    socket.on('connect_error', () => witness.tally.book.fail('connect', codeOf(socket)))
    socket.on('disconnect', (reason) => this.#disconnected(reason))
    socket.onAny((_event: string, ...payloads: unknown[]) => this.#received(payloads))
    this.#watchEmits(socket)
    watchUpgrade(socket, witness.tally)
  }

  #connected(transport: string): void {
    const { tally } = this.#witness
    if (++this.#connects > 1) return tally.count('reconnects')
    tally.count('connects')
    tally.book.count(`connects.${transport}`)
    tally.record('connect', monotonicClock.now() - this.#madeAt)
  }

  #disconnected(reason: string): void {
    const { tally } = this.#witness
    tally.book.leftAll(this.member)
    tally.count(`disconnects.${reason}`)
    tally.flush()
  }

  #received(payloads: readonly unknown[]): void {
    const { tally, stamps } = this.#witness
    const at = monotonicClock.now()
    tally.count('events')
    if (!findStamp(stamps, payloads)) return
    const { worker, sender, sequence, dueMicros } = stamps
    tally.book.delivered(this.member, worker, sender, sequence, dueMicros, at)
    tally.show('deliveries')
    // Only a message of this worker's own was stamped by the clock that tells its arrival.
    if (worker === tally.worker) tally.time('gatecrash.delivery', (tally.book.nowMicros() - dueMicros) / 1000)
  }

  #watchEmits(socket: EngineSocket): void {
    const { tally, responses, ackTimeoutMs } = this.#witness
    const emit = socket.emit.bind(socket)
    const listener: AckListener = {
      answered(milliseconds, tell) {
        tally.count('acks')
        tally.record('ack', milliseconds)
        responses.duringAck(tell)
      },
      missed(tell) {
        tally.error('ack', 'ack-timeout')
        responses.duringAck(tell)
      },
    }
    socket.emit = (event: string, ...parameters: unknown[]) => {
      tally.count('emits')
      const acknowledge = parameters.at(-1)
      if (typeof acknowledge !== 'function') {
        responses.plainEmit()
        return emit(event, ...parameters)
      }
      const timed = timedAck(acknowledge as (...answer: unknown[]) => void, ackTimeoutMs, listener)
      return emit(event, ...parameters.slice(0, -1), timed)
    }
  }
}

/** Times the switch from polling to websocket from the open session on, as the engine gatecrash does. */
function watchUpgrade({ io: manager }: EngineSocket, tally: Tally): void {
  const { engine } = manager
  let openAt = monotonicClock.now()
  engine.once('open', () => {
    openAt = monotonicClock.now()
  })
  engine.once('upgrade', () => tally.record('upgrade', monotonicClock.now() - openAt))
}

/** How the socket was to connect; one that may upgrade counts as one that does. */
function transportOf({ io: manager }: EngineSocket): 'websocket' | 'polling' | 'upgrade' {
  const { transports = ['polling', 'websocket'] } = manager.opts
  const [first, ...others] = transports.map((transport) => (typeof transport === 'string' ? transport : transport.name))
  if (first === 'websocket') return 'websocket'
  return others.includes('websocket') ? 'upgrade' : 'polling'
}

/** Why a connect failed, in the words of the engine gatecrash; the engine tells Artillery of it by the server's own. */
function codeOf(socket: EngineSocket): string {
  // socket.io-client keeps trying where the server cannot be reached, and gives up where the namespace refused.
  return socket.active ? 'unreachable' : 'connect-error'
}
