import { Counter, Gauge, type Registry } from 'prom-client'

/** A figure that is read when a scrape asks for it. */
export interface Reading {
  readonly name: string
  readonly help: string
  readonly type: 'counter' | 'gauge'
  /** Name of the label, where there is one value per label. */
  readonly label?: string
  /** One value, or values by label. */
  readonly read: () => number | Iterable<readonly [label: string | number, value: number]>
}

/** Makes a Prometheus metric of a reading. */
export function registerReading(registry: Registry, { name, help, type, label, read }: Reading): void {
  const collect = function (this: Gauge | Counter): void {
    this.reset()
    const values = read()
    if (typeof values === 'number') this.inc(values)
    else for (const [word, value] of values) this.inc({ [label ?? '']: word }, value)
  }
  const labelNames = label === undefined ? [] : [label]
  const configuration = { name, help, labelNames, registers: [registry], collect }
  if (type === 'counter') new Counter(configuration)
  else new Gauge(configuration)
}
