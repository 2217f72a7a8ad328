import type { DialectTraits } from '../../../load/client/dialect.ts'
import type { Cell } from '../cell.ts'
import type { OwnTarget } from '../own-target.ts'
import { isAllowedHost } from './allowed-host.ts'
import { capProblems } from './cap-problems.ts'
import { capsAt, type Caps } from './caps.ts'
import { cellLoadOf } from './cell-load.ts'
import { isLoopback } from './loopback.ts'

/** What a run may do to others. */
export interface HarmOptions {
  readonly cells: readonly Cell[]
  readonly traits: DialectTraits
  /** Hosts besides this machine that may be put under load, with or without a port. */
  readonly allowHosts: readonly string[]
  /** What configuration and flags say. Hosts that are not this machine have the default caps for the others. */
  readonly caps: Partial<Caps>
}

/** Everything about a run that could harm a host that nobody has allowed, or more than the caps allow, a line each. */
export function harmProblems({ cells, traits, allowHosts, caps }: HarmOptions): readonly string[] {
  const owns = new Set(cells.flatMap(({ own }) => own ?? []))
  const excesses = cells.flatMap((cell) => {
    const held = capsAt(cell.own?.urls ?? [], caps)
    // Without any cap nothing can be too much, and counting a large load takes its time.
    return Object.keys(held).length === 0 ? [] : capProblems(cell, cellLoadOf(cell, traits, held.rate), held)
  })
  return [...new Set([...hostProblems([...owns], allowHosts), ...excesses])]
}

function hostProblems(owns: readonly OwnTarget[], allowHosts: readonly string[]): readonly string[] {
  const isForeign = (url: string): boolean => !isLoopback(url) && !isAllowedHost(url, allowHosts)
  const loaded = new Set(owns.flatMap(({ urls }) => urls.filter(isForeign)).map(hostnameOf))
  const read = new Set(owns.flatMap(asked).filter(isForeign).map(hostnameOf))
  return [
    ...[...loaded].map((host) => refusal(`gatecrash would put load on ${host}`, host)),
    ...[...read]
      .filter((host) => !loaded.has(host))
      .map((host) => refusal(`gatecrash would ask ${host} for figures`, host)),
  ]
}

function asked(own: OwnTarget): readonly string[] {
  const ready = own.kind === 'started' ? own.ready.url : undefined
  return ready === undefined ? own.metricsUrls : [...own.metricsUrls, ready]
}

function hostnameOf(url: string): string {
  return new URL(url).hostname
}

function refusal(doing: string, host: string): string {
  return `${doing}, which is not this machine: it may be somebody else's, and others may depend on it. If it is yours to load, give --allow-host ${host}, or name it under allowHosts in the configuration.`
}
