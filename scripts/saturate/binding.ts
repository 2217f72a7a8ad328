import { median } from 'simple-statistics'
import type { Measurement, TrialResult } from '../../load/trial-result.ts'
import { counted } from '../../reports/render/counted.ts'
import { formatNumber } from '../../reports/render/number-format.ts'
import type { BindingResource } from '../../reports/saturation.ts'

/** What the binding resource is told from. */
export interface BindingFacts {
  /** Trials at the highest loads that were held, and at the lowest that were not. */
  readonly held: readonly TrialResult[]
  readonly notHeld: readonly TrialResult[]
  /** Why loads could not be offered or measured, if the searches ended there. */
  readonly generatorReasons: readonly string[]
  readonly instances: number
  /** CPUs that the instances are pinned to, together; `undefined` where they are not pinned. */
  readonly gatewayCpus: number | undefined
  /** Memory of the host, in bytes. */
  readonly memory: number
  /** Whether there is a network between generator and target. */
  readonly isRemote: boolean
}

/** From this share on, a resource is as good as used up: what is queued for it grows without bounds at 1. */
const usedUp = 0.85
/** Traffic that rises by less than this, as a share, has stopped rising. */
const hardlyMore = 0.02

const outOfMemory = /out of memory|heap limit|allocation failed|SIGKILL|SIGABRT|exit code 13[47]/i

/** Names what is used up first, from what trials above the saturation point have used, and what those below it. */
export function bindingOf(facts: BindingFacts): BindingResource {
  if (facts.generatorReasons.length > 0) {
    return { resource: 'generator', evidence: [...new Set(facts.generatorReasons)] }
  }
  const memory = memoryEvidence(facts)
  if (memory.length > 0) return { resource: 'memory', evidence: memory }
  const shares = [gatewayShare(facts), redisShare(facts)]
  const most = shares.toSorted((a, b) => b.share - a.share)[0]
  if (most !== undefined && most.share >= usedUp) return { resource: most.resource, evidence: most.evidence }
  const traffic = facts.isRemote ? trafficEvidence(facts) : []
  if (traffic.length > 0) return { resource: 'network', evidence: traffic }
  const known = shares.flatMap(({ evidence }) => evidence)
  const nothing =
    known.length === 0
      ? 'The target does not tell what it uses.'
      : 'Nothing that is measured was near its limit: a queue in the adapter, a limit of the gateway itself, or another process on its CPU may be the cause.'
  return { resource: 'unknown', evidence: [...known, nothing] }
}

interface Share {
  readonly resource: 'gateway' | 'redis'
  readonly share: number
  readonly evidence: readonly string[]
}

/** Event loops can be busy without using CPU, when something else does: both count, and both are told. */
function gatewayShare(facts: BindingFacts): Share {
  const { instances, gatewayCpus } = facts
  const loop = figures(facts, 'server.eventLoopUtilization')
  const cpu = figuresOf(facts, (measurement) => windowCpu(measurement, instances))
  const cores = Math.min(instances, gatewayCpus ?? instances)
  const evidence: string[] = []
  const loops = instances === 1 ? 'The event loop of the gateway was' : 'The event loops of the instances were'
  if (loop.above !== undefined) {
    evidence.push(`${loops} busy ${besides(loop, percent)}.`)
  }
  if (cpu.above !== undefined) {
    const shared = cores < instances ? `, which share ${counted(cores, 'CPU')}` : ''
    const who = instances === 1 ? 'It' : `The ${instances} instances${shared},`
    evidence.push(`${who} used ${besides(cpu, (value) => `${value.toFixed(2)} cores`)}.`)
    if ((loop.above ?? 0) >= usedUp && cpu.above < usedUp * cores * (loop.above ?? 0)) {
      evidence.push(
        'The event loop was busy for longer than it had CPU: something else used its CPU, or it was blocked.',
      )
    }
  }
  return { resource: 'gateway', share: Math.max(loop.above ?? 0, (cpu.above ?? 0) / cores), evidence }
}

function redisShare(facts: BindingFacts): Share {
  const cpu = figures(facts, 'redis.cpu')
  const evidence =
    cpu.above === undefined
      ? []
      : [`Redis, which runs on one core, used ${besides(cpu, (value) => `${value.toFixed(2)} cores`)}.`]
  return { resource: 'redis', share: cpu.above ?? 0, evidence }
}

function memoryEvidence(facts: BindingFacts): string[] {
  const deaths = facts.notHeld.flatMap((trial) =>
    trial.status === 'failed' && trial.error.code === 'target-died' && outOfMemory.test(trial.error.message)
      ? [`The gateway died: ${trial.error.message}.`]
      : [],
  )
  const rss = figures(facts, 'server.rss')
  const isFull = (rss.above ?? 0) >= usedUp * facts.memory
  const use =
    rss.above === undefined || (deaths.length === 0 && !isFull)
      ? []
      : [`It had ${besides(rss, gibibytes)}; the machine has ${gibibytes(facts.memory)}.`]
  return [...new Set([...deaths, ...use])]
}

/** A network that is full carries no more, whatever is offered; told where nothing else is used up. */
function trafficEvidence(facts: BindingFacts): string[] {
  const [above, below] = [facts.notHeld, facts.held].map((trials) => medianOf(trials, bytesPerSecond))
  if (above === undefined || below === undefined || above > below * (1 + hardlyMore)) return []
  return [
    `The traffic to the users rose no further: ${megabytes(above)} per second where the load was not held, ${megabytes(below)} where it was.`,
  ]
}

interface Figures {
  readonly above: number | undefined
  readonly below: number | undefined
}

function figures(facts: BindingFacts, id: string): Figures {
  return figuresOf(facts, ({ metrics }) => metrics[id])
}

function figuresOf({ held, notHeld }: BindingFacts, figure: (measurement: Measurement) => number | undefined): Figures {
  return { above: medianOf(notHeld, figure), below: medianOf(held, figure) }
}

function medianOf(
  trials: readonly TrialResult[],
  figure: (measurement: Measurement) => number | undefined,
): number | undefined {
  const values = trials.flatMap((trial) => {
    const measurement = 'metrics' in trial ? trial : trial.partial
    return (measurement && figure(measurement)) ?? []
  })
  return values.length === 0 ? undefined : median(values)
}

/**
 * CPU time that the instances used per second of the window. The metric `server.cpu` is over window and drain, and a target that is
 * waited for in vain is idle by then; so readings within the window go first, where there are any.
 */
function windowCpu({ series, metrics, windowMs }: Measurement, instances: number): number | undefined {
  const medians = Array.from({ length: instances }, (_, n) => {
    const { at = [], values = [] } = series[`instance.${n + 1}.cpu`] ?? {}
    const within = values.filter((value, point) => value !== null && (at[point] ?? Infinity) <= windowMs)
    return within.length === 0 ? undefined : median(within.flatMap((value) => value ?? []))
  })
  const known = medians.flatMap((value) => value ?? [])
  return known.length < instances ? metrics['server.cpu'] : known.reduce((sum, value) => sum + value, 0)
}

function bytesPerSecond({ metrics, ledger, windowMs }: Measurement): number | undefined {
  const perMessage = metrics['message.bytesDown']
  return perMessage === undefined || ledger === undefined ? undefined : (perMessage * ledger.sent * 1000) / windowMs
}

function besides({ above, below }: Figures, print: (value: number) => string): string {
  const held = below === undefined ? '' : `, ${print(below)} where it was`
  return `${print(above ?? 0)} where the load was not held${held}`
}

function percent(share: number): string {
  return `${formatNumber(share * 100)} %`
}

function gibibytes(bytes: number): string {
  return `${formatNumber(bytes * 2 ** -30, 1)} GiB`
}

function megabytes(bytes: number): string {
  return `${formatNumber(bytes / 1e6, 1)} MB`
}
