import type { CompletedTrial } from '../../../load/trial-result.ts'
import type { Metric } from '../../metric.ts'
import { metricOf } from '../../metrics.ts'
import type { Column } from '../../render/section.ts'
import type { Environment, MetricSummary } from '../../report.ts'
import { copyButton, dataTable, type DataCell } from '../figures/data-table.ts'
import { figureText, intervalText } from '../figure-text.ts'
import { markup, type Markup } from '../markup.ts'
import { instancesOf } from './courses.ts'

/**
 * What each instance and Redis used. Figures of instances are the highest reading of any second and trial, since a
 * cluster is as good as its busiest process at its busiest moment.
 */
export function instancesTable(
  id: string,
  columns: readonly Column[],
  placement: Environment['placement'],
): Markup | undefined {
  const rows = columns.flatMap(({ title, result }) => {
    const completed = result.trials.filter((trial) => trial.status === 'completed')
    const redis = result.summary['redis.cpu']
    return [
      ...instancesOf(completed).map((instance) => instanceRow(title, instance, completed, placement)),
      ...(redis === undefined ? [] : [redisRow(title, redis, placement)]),
    ]
  })
  if (rows.length === 0) return undefined
  const table = dataTable(`${id}-processes`, {
    caption: 'Instances and Redis',
    columns: ['Process', 'pinned to', 'CPU time', 'event-loop delay, p99', 'memory (RSS)'],
    rows,
  })
  return markup`<h3>Instances and Redis</h3>
${table}
<div class="figure-data"><p class="hint">Of an instance: the highest reading of any second in any completed trial. Of Redis: the median over trials of the whole window, with its interval.</p>${copyButton(`${id}-processes`, 'Instances and Redis')}</div>`
}

function instanceRow(
  title: string,
  instance: number,
  trials: readonly CompletedTrial[],
  placement: Environment['placement'],
) {
  const highest = (name: string, metric: Metric): DataCell => {
    const values = trials.flatMap(({ series }) => series[`instance.${instance}.${name}`]?.values ?? [])
    const known = values.filter((value) => value !== null)
    if (known.length === 0) return { text: '-' }
    const value = known.reduce((a, b) => Math.max(a, b))
    return { text: figureText(metric, value), value }
  }
  return {
    heading: { text: `${title}, instance ${instance}` },
    cells: [
      { text: cpusOf(placement[`instance ${instance}`]) },
      highest('cpu', metricOf('server.cpu')),
      highest('eventLoopDelay.p99', metricOf('server.eventLoopDelay.p99')),
      highest('rss', metricOf('server.rss')),
    ],
  }
}

function redisRow(title: string, summary: MetricSummary, placement: Environment['placement']) {
  return {
    heading: { text: `${title}, Redis` },
    cells: [
      { text: cpusOf(placement['redis']) },
      { text: intervalText(metricOf('redis.cpu'), summary), value: summary.median },
      { text: '-' },
      { text: '-' },
    ],
  }
}

function cpusOf(cpus: readonly number[] | undefined): string {
  return cpus === undefined ? '-' : `CPU ${cpus.join(', ')}`
}
