import { basename } from 'node:path'
import { LeanClientFactory } from '../../client/lean/lean-client-factory.ts'
import type { UserConnectionFactory } from '../../client/user-connection.ts'
import { Book } from '../../fleet/book.ts'
import { logDestination, keepWorkerLog } from '../../fleet/log-destination.ts'
import { FleetStampReader } from '../../stamp.ts'
import { Tally } from '../witness/tally.ts'
import type { WatchedEvents } from '../witness/watched-context.ts'
import type { ArtilleryScript, ScenarioEvents } from './artillery.ts'
import type { Channel, ChannelOwner } from './channel.ts'
import { DeliverySample } from './delivery-sample.ts'
import { HttpClient } from './http/http-client.ts'
import { optionsOf } from './scenario-settings.ts'
import type { StepError } from './step-error.ts'

const sweepMs = 1_000

/** What all virtual users of one worker thread share: its book, its buffers, and where it reports. */
export class EngineWorker implements ChannelOwner {
  readonly book: Book
  readonly tally: Tally
  readonly events: ScenarioEvents
  readonly stamps = new FleetStampReader()
  readonly connections: UserConnectionFactory
  readonly http: HttpClient
  /** The worker as the stamps of its messages name it. */
  readonly number: number
  readonly #channels = new Set<Channel>()
  readonly #sample = new DeliverySample()
  #deliveries = 0
  #users = 0

  constructor(script: ArtilleryScript, events: ScenarioEvents) {
    this.events = events
    this.book = new Book({
      engine: 'gatecrash',
      script: basename(script._scriptPath ?? 'script'),
      run: testRunId(),
      target: script.config.target ?? '',
    })
    this.number = parseInt(this.book.worker, 36)
    this.tally = new Tally(this.book, events as WatchedEvents)
    const connections = new LeanClientFactory(this.stamps)
    this.connections = connections
    this.http = new HttpClient(script.config)
    setInterval(() => this.#sweep(), sweepMs).unref()
    const destination = logDestination(optionsOf(script.config, {})['log'] as string | undefined)
    if (destination !== undefined) keepWorkerLog(this.book, destination)
  }

  userBegan(): void {
    this.#users++
    this.events.emit('started')
  }

  /** The user has closed everything. Artillery takes its last figures when no user is left. */
  userEnded(): void {
    this.#users--
    if (this.#users === 0) this.#sweep()
  }

  /** Counts a failure, in the book and for Artillery. */
  failed(error: StepError): void {
    this.book.fail(error.operation, error.code)
    this.events.emit('error', error.label)
  }

  opened(channel: Channel): void {
    this.#channels.add(channel)
  }

  closed(channel: Channel): void {
    this.tally.count('events', channel.takeEvents())
    this.#channels.delete(channel)
  }

  /** Books what the stamp reader has just found. Called once per delivery: allocates nothing. */
  delivered(member: number, sender: number, sequence: number, dueMicros: number, doneAt: number): void {
    const { worker } = this.stamps
    this.book.delivered(member, worker, sender, sequence, dueMicros, doneAt)
    this.#deliveries++
    // Only a message of this worker's own was stamped by the clock that tells its arrival.
    if (worker === this.number) this.#sample.add((this.book.nowMicros() - dueMicros) / 1000)
  }

  #sweep(): void {
    let events = 0
    for (const channel of this.#channels) events += channel.takeEvents()
    if (events > 0) this.tally.count('events', events)
    if (this.#deliveries > 0) this.tally.show('deliveries', this.#deliveries)
    this.#deliveries = 0
    this.#sample.flush((milliseconds) => this.tally.time('gatecrash.delivery', milliseconds))
    this.tally.flush()
  }
}

function testRunId(): string {
  const { artillery } = globalThis as { artillery?: { testRunId?: unknown } }
  return typeof artillery?.testRunId === 'string' ? artillery.testRunId : 'run'
}
