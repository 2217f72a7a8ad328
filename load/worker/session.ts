import type { ChatClientFactory } from '../client/chat-client.ts'
import { dialectOf } from '../client/dialect-spec.ts'
import type { Dialect } from '../client/dialect.ts'
import { createClientFactory } from '../client/factory.ts'
import { monotonicClock } from '../clock.ts'
import { collectGarbage } from '../garbage.ts'
import { realTimers } from '../pacer.ts'
import type { Layout } from '../layout.ts'
import { layoutOf } from '../plan-layout.ts'
import { StampReader } from '../stamp.ts'
import { arrive, arriveAFewAtATime } from './arrivals.ts'
import { Connector } from './connector.ts'
import { Failures } from './failures.ts'
import { logIn } from './log-in.ts'
import { LoopWatch } from './loop-watch.ts'
import { Messaging } from './messaging.ts'
import type { ProbeState } from './prober.ts'
import type {
  ConnectReport,
  SendReport,
  WorkerCalls,
  WorkerPlan,
  WorkerProgress,
  WorkerReading,
  WorkerResult,
} from './protocol.ts'
import { ResponseTimes } from './response-times.ts'
import { VirtualUser } from './virtual-user.ts'

const progressMs = 1000
/** In place of a second of the window. */
const outsideWindow = -1

/** One worker's share of one trial: its users, what they do, and what came of it. */
export class WorkerSession implements WorkerCalls {
  readonly #plan: WorkerPlan
  readonly #dialect: Dialect
  readonly #post: (progress: WorkerProgress) => void
  readonly #users: readonly VirtualUser[]
  readonly #factory: ChatClientFactory
  readonly #failures = new Failures()
  readonly #connector: Connector
  readonly #connects: ResponseTimes
  readonly #messaging: Messaging | undefined
  readonly #watch: LoopWatch

  private constructor(plan: WorkerPlan, post: (progress: WorkerProgress) => void, dialect: Dialect, layout: Layout) {
    const messages = plan.workload.messages
    this.#plan = plan
    this.#post = post
    this.#dialect = dialect
    this.#users = Array.from({ length: layout.users }, (_, index) => index)
      .filter((index) => layout.workerOf(index) === plan.worker)
      .map((index) => new VirtualUser(index, `${plan.runId}-${layout.roomOf(index)}`))
    this.#factory = createClientFactory(plan.client, new StampReader(plan.runId))
    const messaging =
      messages &&
      new Messaging({
        runId: plan.runId,
        worker: plan.worker,
        messages,
        layout,
        dialect,
        failures: this.#failures,
        users: this.#users,
      })
    this.#messaging = messaging
    this.#connector = new Connector({
      plan,
      layout,
      dialect,
      factory: this.#factory,
      failures: this.#failures,
      prepare: (user, client) => {
        if (messaging === undefined) return
        client.onStamp((sender, sequence, dueMicros, doneAt) => {
          messaging.receive(user.index, sender, sequence, dueMicros, doneAt)
        })
      },
    })
    this.#connects = new ResponseTimes({ connect: this.#connector.responseTimes })
    this.#watch = new LoopWatch(realTimers, () => messaging?.taken ?? 0)
  }

  /** Makes the session; rejects where the dialect cannot be made. */
  static async create(plan: WorkerPlan, post: (progress: WorkerProgress) => void): Promise<WorkerSession> {
    const layout = layoutOf(plan.workload, { workers: plan.workers, instances: plan.urls.length })
    return new WorkerSession(plan, post, await dialectOf(plan.dialect), layout)
  }

  async logIn(): Promise<void> {
    await logIn(this.#users, this.#dialect)
  }

  async connectWarmUp(): Promise<void> {
    const { connects } = this.#plan.workload
    const stopTelling = this.#tellOutsideWindow()
    try {
      await arriveAFewAtATime(
        this.#users.filter((user) => user.index < connects.warmUpUsers),
        connects,
        this.#connector,
        this.#plan.workers,
      )
    } finally {
      stopTelling()
    }
  }

  async connect(startAt: number): Promise<ConnectReport> {
    const plan = this.#plan.workload.connects
    const users = this.#users.filter((user) => user.index >= plan.warmUpUsers)
    const before = this.#connector.connected
    const report = (): void => {
      this.#report(Math.floor((monotonicClock.now() - startAt) / 1000), this.#connects.cut())
    }
    const timer = setInterval(report, progressMs)
    if (plan.arrivals.model === 'open') this.#watch.start()
    try {
      await arrive(users, plan, this.#connector, startAt, this.#plan.workers)
      await this.#connector.settled()
    } finally {
      clearInterval(timer)
      this.#watch.stop()
      report()
    }
    return { due: users.length, connected: this.#connector.connected - before, failures: this.#failures.counts() }
  }

  probe(): Promise<void> {
    return this.#messages().probe.run()
  }

  probeState(): ProbeState {
    return this.#messages().probe.state()
  }

  stopProbe(): void {
    this.#messages().probe.stop()
  }

  async send(startAt: number): Promise<SendReport> {
    const windowFrom = startAt + (this.#plan.workload.messages?.warmUpMs ?? 0)
    const stopTelling = this.#tellOutsideWindow()
    try {
      return await this.#messages().send(startAt, (second, responseTimes) => {
        if (second === outsideWindow) {
          stopTelling()
          this.#watch.start(windowFrom)
        }
        this.#report(second, responseTimes)
      })
    } finally {
      stopTelling()
      this.#watch.stop()
    }
  }

  stopSending(): void {
    this.#messages().sender.stop()
  }

  drain(dropped: Int32Array, timeoutMs: number): Promise<boolean> {
    return this.#messages().drain(dropped, timeoutMs)
  }

  read(collect: boolean): WorkerReading {
    if (collect) collectGarbage()
    const { user, system } = process.cpuUsage()
    return {
      at: monotonicClock.now(),
      cpuMs: (user + system) / 1000,
      rssBytes: process.memoryUsage.rss(),
      traffic: this.#traffic(),
      handled: this.#messaging?.ledger.totals.handled ?? 0,
      sent: this.#messaging?.sender.sentInAll ?? 0,
      connectionsLost: this.#connector.connectionsLost,
    }
  }

  result(): WorkerResult {
    const messaging = this.#messaging
    const recorders = { ...this.#connects.wholes(), ...messaging?.recorders() }
    const others = { ...this.#connector.recorders(), ...messaging?.sender.recorders() }
    for (const [name, recorder] of Object.entries(others)) {
      if (recorder.count > 0) recorders[name] = recorder.encode()
    }
    const service = messaging?.ledger.service
    if (service !== undefined && service.count > 0) recorders['delivery.service'] = service.encode()
    return {
      recorders,
      totals: messaging?.ledger.totals,
      received: messaging?.ledger.received ?? new Uint32Array(0),
      lastAt: messaging?.ledger.lastAt ?? new Float64Array(0),
      failures: this.#failures.counts(),
      connectTraffic: this.#connector.traffic,
      connectionsLost: this.#connector.connectionsLost,
      longestBlock: this.#watch.longestBlock,
    }
  }

  async close(): Promise<void> {
    this.#watch.stop()
    this.#messaging?.stop()
    this.#connector.expectCloses()
    for (const user of this.#users) user.client?.close()
    await this.#factory.close()
  }

  #messages(): Messaging {
    if (this.#messaging === undefined) throw new Error('this workload sends no messages')
    return this.#messaging
  }

  #traffic(): WorkerReading['traffic'] {
    const sum = { bytesUp: 0, bytesDown: 0, requests: 0 }
    for (const { client } of this.#users) {
      if (client === undefined) continue
      const { traffic } = client
      if (traffic === undefined) return undefined
      sum.bytesUp += traffic.bytesUp
      sum.bytesDown += traffic.bytesDown
      sum.requests += traffic.requests
    }
    return sum
  }

  /** Tells once a second how it gets on where no window is open, so that a trial in which all goes wrong ends there too. */
  #tellOutsideWindow(): () => void {
    const timer = setInterval(() => this.#report(outsideWindow, undefined), progressMs)
    return () => clearInterval(timer)
  }

  #report(second: number, responseTimes: string | undefined): void {
    this.#post({
      worker: this.#plan.worker,
      connected: this.#connector.connected,
      failed: this.#failures.total,
      sent: this.#messaging?.sender.sent ?? 0,
      delivered: this.#messaging?.ledger.totals.delivered ?? 0,
      second,
      responseTimes,
      operations: this.#connector.operations + (this.#messaging?.sender.operations ?? 0),
      failures: this.#connector.failures + (this.#messaging?.sender.failures ?? 0),
      commonest: this.#failures.commonest,
    })
  }
}
