import type { Column } from '../../render/section.ts'
import { stagesFigure } from '../figures/stages-figure.ts'
import type { Markup } from '../markup.ts'

const stages = [
  { id: 'connect.tcp.p50', name: 'TCP and TLS' },
  { id: 'connect.handshake.p50', name: 'Engine.IO handshake' },
  { id: 'connect.namespace.p50', name: 'namespace' },
  { id: 'connect.join.p50', name: 'joining a room' },
] as const

/** What connecting consists of: the median of each stage, one bar per column. Nothing where no stage was measured. */
export function connectStagesOf(id: string, columns: readonly Column[]): Markup | undefined {
  const bars = columns.map(({ title, result }) => ({
    label: title,
    stages: stages.flatMap(({ id: metric, name }) => {
      const ms = result.summary[metric]?.median
      return ms === undefined ? [] : [{ name, ms }]
    }),
  }))
  const measured = bars.filter((bar) => bar.stages.length > 0)
  if (measured.length === 0) return undefined
  const text = {
    id: `${id}-stages`,
    title: 'Stages of connecting',
    caption:
      'The median of each stage, one after the other. Medians do not add up: the median of the whole, which also holds the wait until the connect was sent, is in the table.',
  }
  return stagesFigure(
    text,
    measured,
    stages.map(({ name }) => name),
  )
}
