import { pointTexts, lawOf, scalingSentences, scalingSubject } from '../../render/scaling-text.ts'
import type { Scaling } from '../../scaling.ts'
import { throughputAt } from '../../usl/usl.ts'
import { cycle, type ChartSpec } from '../figures/chart-spec.ts'
import { plotFigure } from '../figures/figure.ts'
import { markup, type Markup } from '../markup.ts'
import { sectionHeading, type PageSection } from '../page-shell.ts'

const id = 'scaling'
const label = 'How a cluster scales'
/** How far beyond what was measured the curve goes, as a multiple of the largest cluster. */
const beyond = 2
const mostTicks = 12

/** How what a cluster holds grows with its instances, adapter by adapter: points, the fitted law and what they mean. */
export function scalingSection(scalings: readonly Scaling[]): PageSection {
  const body = markup`${sectionHeading(id, label)}
<div class="figure-grid">${scalings.map((scaling, at) => figureOfScaling(`${id}-${at + 1}`, scaling))}</div>`
  return { id, label, body }
}

/** What the overview says of it. */
export function scalingCard(scalings: readonly Scaling[]): Markup {
  return markup`<article class="card">
<h3><a href="#${id}">${label}</a></h3>
<p class="question">How much more do several instances hold than one?</p>
<ul>${scalings.map((scaling) => markup`<li>${scaling.adapter}: ${scalingSentences(scaling)[0]}</li>`)}</ul>
</article>
`
}

function figureOfScaling(figureId: string, scaling: Scaling): Markup {
  const { points, adapter } = scaling
  const [subject, basis] = scalingSubject(scaling)
  const texts = pointTexts(scaling)
  const sentences = scalingSentences(scaling).map((sentence) => markup`${sentence} `)
  const caption = markup`${basis} ${sentences}Beyond ${points.at(-1)?.instances} instances the curve is the law alone.`
  return plotFigure({ id: figureId, title: subject, caption }, specOf(scaling), {
    caption: `What a cluster holds with the adapter ${adapter}, by instances`,
    columns: ['Instances', 'µs per delivery', 'Deliveries per second', 'Worth', 'Broadcasts'],
    rows: points.map((point, at) => ({
      heading: { text: texts[at]?.instances, value: point.instances },
      cells: [
        { text: texts[at]?.cpu, value: point.cpuPerDeliveryMicros },
        { text: texts[at]?.throughput, value: point.throughput, ends: [point.low, point.high] },
        { text: texts[at]?.worth },
        { text: texts[at]?.broadcasts, value: point.broadcastShare },
      ],
    })),
  })
}

function specOf(scaling: Scaling): ChartSpec {
  const law = lawOf(scaling)
  const most = beyond * Math.max(...scaling.points.map(({ instances }) => instances))
  const sizes = Array.from({ length: most }, (_, at) => at + 1)
  const at = (valueOf: (point: Scaling['points'][number]) => number) =>
    sizes.map((size) => {
      const point = scaling.points.find(({ instances }) => instances === size)
      return point === undefined ? null : thousands(valueOf(point))
    })
  const line = (name: string, number: number, values: readonly (number | null)[]) => {
    return { label: name, color: cycle(number), dash: cycle(number), values, isFaint: false }
  }
  const step = Math.ceil(most / mostTicks)
  return {
    names: sizes.map((size) => (size === 1 ? '1 instance' : `${size} instances`)),
    x: sizes,
    xLabel: 'instances',
    xTicks: sizes.filter((size) => size === 1 || size % step === 0).map((size) => [size, String(size)] as const),
    yLabel: 'thousand deliveries per second',
    unit: 'thousand/s',
    yScale: 'linear',
    hasPoints: true,
    lines: [
      line(
        'measured',
        0,
        at(({ throughput }) => throughput),
      ),
      line(
        'scalability law',
        1,
        sizes.map((size) => thousands(throughputAt(law, size))),
      ),
      line(
        'if nothing were lost',
        2,
        sizes.map((size) => thousands(law.gamma * size)),
      ),
    ],
    bands: [{ color: 1, low: at(({ low }) => low), high: at(({ high }) => high) }],
  }
}

/** In thousands, which leave room for the label of the axis. */
function thousands(value: number): number {
  return Number((value / 1000).toPrecision(4))
}
