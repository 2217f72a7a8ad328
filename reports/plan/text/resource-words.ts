import { decimalsOf, formatNumber, scaleOf } from '../../render/number-format.ts'
import type { Plan, Resource, Use } from '../plan.ts'

/** What a resource is called, and how its figures are printed. */
interface ResourceWords {
  /** In a table. */
  readonly label: string
  /** As the subject of a sentence. */
  readonly name: string
  readonly print: (value: number) => string
}

const words: Readonly<Record<Resource, ResourceWords>> = {
  cpu: { label: 'gateway CPU', name: 'gateway CPU', print: cores },
  p99: { label: 'delivery p99', name: 'the delivery p99', print: (value) => `${significant(value)} ms` },
  memory: { label: 'memory', name: 'memory', print: bytes },
  openFiles: { label: 'open files', name: 'the open-files limit', print: (value) => formatNumber(value) },
  network: { label: 'network', name: 'the network', print: bits },
  redis: { label: 'Redis CPU', name: 'Redis CPU', print: cores },
  storm: { label: 'reconnect storm', name: 'the reconnect storm', print: (value) => `${significant(value)} s` },
}

/** What a resource is called in a table. */
export function resourceLabel(resource: Resource): string {
  return words[resource].label
}

/** What a resource is called in a sentence; `spare` is what binds where nothing but the instances that may fail does. */
export function bindingName(binds: Plan['binds']): string {
  return binds === 'spare' ? 'the policy of spare instances' : words[binds].name
}

/** A figure of a resource with its unit; a dash where it is beyond all bounds. */
export function resourceFigure(resource: Resource, value: number | null): string {
  return value === null ? 'unbounded' : words[resource].print(value)
}

/** How much of its limit a resource is used: `71 %`; `over` where it is beyond all bounds. */
export function shareText({ share }: Use): string {
  return share === null ? 'over' : `${formatNumber(share * 100, share < 0.0995 ? 1 : 0)} %`
}

/** `0.512 cores`. */
export function cores(value: number): string {
  return `${significant(value)} cores`
}

/** `386 MiB`. */
export function bytes(value: number): string {
  const { factor, label } = scaleOf('bytes', [value])
  return `${significant(value * factor)} ${label}`
}

/** `62.0 Mbit/s`. */
export function bits(value: number): string {
  const [scale, unit] = value >= 1e9 ? [1e9, 'Gbit/s'] : value >= 1e6 ? [1e6, 'Mbit/s'] : [1e3, 'kbit/s']
  return `${significant(value / scale)} ${unit}`
}

/** Three significant digits, thousands grouped. */
export function significant(value: number): string {
  return formatNumber(value, decimalsOf(value, 3))
}

/** A figure as it was given: `4`, `0.25`, `1,200`; at most six significant digits. */
export function exact(value: number): string {
  const rounded = Number(value.toPrecision(6))
  return formatNumber(rounded, String(rounded).split('.')[1]?.length ?? 0)
}

/** `0.452 to 0.549 cores`: two figures of a resource, with their unit once where it is the same. */
export function betweenText(resource: Resource, low: number | null, high: number | null): string {
  const [from = '', to = ''] = [low, high].map((end) => resourceFigure(resource, end))
  const [figure, ...unit] = from.split(' ')
  return unit.length > 0 && to.endsWith(` ${unit.join(' ')}`) ? `${figure} to ${to}` : `${from} to ${to}`
}
