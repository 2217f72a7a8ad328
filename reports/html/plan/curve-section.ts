import type { Plan } from '../../plan/plan.ts'
import { significant } from '../../plan/text/resource-words.ts'
import type { ChartLine, ChartSpec } from '../figures/chart-spec.ts'
import { plotFigure } from '../figures/figure.ts'
import { markup, type Markup } from '../markup.ts'
import { sectionHeading, type PageSection } from '../page-shell.ts'

/** With more numbers of instances than this, marks on each would touch. */
const fewPoints = 20

/** CPU and delivery time over numbers of instances, with what is allowed of each. */
export function curveSection(plan: Plan): PageSection {
  const body = markup`${sectionHeading('curve', 'Over numbers of instances')}
<p>${measuredText(plan)}</p>
<div class="figure-grid">${cpuFigure(plan)}${timeFigure(plan)}</div>`
  return { id: 'curve', label: 'Over instances', body }
}

function measuredText({ basis: { instances } }: Plan): string {
  if (instances === undefined) return 'The calibration does not say on how many instances it measured.'
  const range = instances.min === instances.max ? String(instances.max) : `${instances.min} to ${instances.max}`
  return `Measured on ${range} ${instances.max === 1 ? 'instance' : 'instances'}; what lies beyond is reckoned with the same costs.`
}

function cpuFigure(plan: Plan): Markup {
  const { curve, demand } = plan
  const usesRedis = curve.some(({ judged }) => judged.whole.redis > 0)
  const lines = [
    line(
      'gateway, per instance',
      1,
      curve.map(({ judged }) => judged.failed.cpu),
    ),
    line(
      'gateway, allowed',
      2,
      curve.map(() => demand.policy.cpuCeiling),
    ),
    ...(usesRedis
      ? [
          line(
            'Redis',
            3,
            curve.map(({ judged }) => judged.whole.redis),
          ),
          line(
            'Redis, allowed',
            4,
            curve.map(() => demand.policy.redisCeiling),
          ),
        ]
      : []),
  ]
  const text = {
    id: 'curve-cpu',
    title: 'CPU over instances',
    caption: `${spareText(plan)} The band is where it lies if all costs are at the low, or the high, end of their intervals. Redis is that with all instances up.`,
  }
  const spec = specOf(plan, 'cores', 'cores', 'linear', lines)
  const band = {
    color: 1,
    low: curve.map(({ cpuLow }) => round(cpuLow)),
    high: curve.map(({ cpuHigh }) => round(cpuHigh)),
  }
  return plotFigure(text, { ...spec, bands: [band] }, tableOf(plan, 'CPU over instances, in cores', lines))
}

function timeFigure(plan: Plan): Markup {
  const { curve, demand } = plan
  const lines = [
    line(
      'delivery p99',
      1,
      curve.map(({ judged }) => judged.failed.p99),
    ),
    line(
      'allowed',
      2,
      curve.map(() => demand.policy.p99),
    ),
  ]
  const text = {
    id: 'curve-p99',
    title: 'Delivery p99 over instances',
    caption: `${spareText(plan)} Where there is no point, instances cannot keep up. Reckoned, not fitted; the axis is logarithmic.`,
  }
  return plotFigure(
    text,
    specOf(plan, 'milliseconds', 'ms', 'log', lines),
    tableOf(plan, 'Delivery p99 over instances, in milliseconds', lines),
  )
}

function specOf(plan: Plan, yLabel: string, unit: string, yScale: ChartSpec['yScale'], lines: readonly ChartLine[]) {
  const x = plan.curve.map(({ judged }) => judged.instances)
  return {
    names: x.map((count) => `${count} instances`),
    x,
    xLabel: 'instances',
    xTicks: x.map((count) => [count, String(count)] as const),
    yLabel,
    unit,
    yScale,
    hasPoints: x.length <= fewPoints,
    lines,
    bands: [],
  }
}

function tableOf(plan: Plan, caption: string, lines: readonly ChartLine[]) {
  return {
    caption,
    columns: ['Instances', ...lines.map(({ label }) => label)],
    rows: plan.curve.map(({ judged }, at) => ({
      heading: { text: String(judged.instances), value: judged.instances },
      cells: lines.map(({ values }) => cellOf(values[at] ?? null)),
    })),
  }
}

function cellOf(value: number | null) {
  return value === null ? { text: '-' } : { text: significant(value), value }
}

function line(label: string, at: number, values: readonly (number | null)[]): ChartLine {
  return {
    label,
    color: at,
    dash: at,
    isFaint: false,
    values: values.map((value) => (value === null ? null : round(value))),
  }
}

function spareText({ demand: { policy } }: Plan): string {
  return policy.spareInstances === 0
    ? 'Of an instance, at peak.'
    : `Of an instance, at peak, when ${policy.spareInstances} of the instances ${policy.spareInstances === 1 ? 'has' : 'have'} failed.`
}

function round(value: number): number {
  return Number(value.toPrecision(4))
}
