// Draws the charts of the page with uPlot: again in other colours when the theme changes, and in light ones on paper.

/** @import { ChartSpec } from '../figures/chart-spec.ts' */

const dashes = [[], [8, 4], [2, 3], [10, 4, 2, 4], [5, 3], [14, 5]]
const height = 300
const paperWidth = 640
const narrow = 480
const font = '12px system-ui, sans-serif'

/** Between two labels of an axis, in CSS pixels. */
const labelGap = 6

const probe = document.createElement('span')
probe.hidden = true
document.body.append(probe)

/** A colour of the styles as a canvas takes it. @param {string} name @param {number} [opacity] in percent */
function themeColor(name, opacity = 100) {
  probe.style.color = `color-mix(in srgb, var(--${name}) ${opacity}%, transparent)`
  return getComputedStyle(probe).color
}

/** @param {number} value */
function print(value) {
  const digits = Math.abs(value) >= 1000 ? 0 : Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value) || 1)))
  return value.toLocaleString('en-US', { maximumFractionDigits: Math.min(6, digits) })
}

/** @param {ChartSpec} spec @returns {uPlot.AlignedData} */
function dataOf(spec) {
  const bands = spec.bands.flatMap(({ low, high }) => [[...high], [...low]])
  const lines = spec.lines.map(({ values }) => spec.x.map((_, at) => values[at] ?? null))
  return [[...spec.x], ...bands, ...lines]
}

/** @param {ChartSpec} spec @returns {uPlot.Series[]} */
function seriesOf(spec) {
  /** @type {uPlot.Series} */
  const unseen = { width: 0, points: { show: false } }
  return [
    {},
    ...spec.bands.flatMap(() => [unseen, unseen]),
    ...spec.lines.map(({ color, dash, isFaint }) => ({
      stroke: themeColor(`series-${color}`, isFaint ? 30 : 100),
      width: isFaint ? 1 : 2,
      dash: isFaint ? [] : (dashes[dash - 1] ?? []),
      points: { show: spec.hasPoints && !isFaint, size: 6 },
      spanGaps: true,
    })),
  ]
}

/**
 * Which ticks of a logarithmic axis are shown: decades, and 2 and 5 between them where there are few.
 *
 * @param {uPlot} plot @param {number[]} splits
 */
function logTicks({ scales }, splits) {
  const { min = 1, max = 1 } = scales['y'] ?? {}
  const leading = (max ?? 1) / (min ?? 1) > 200 ? ['1'] : ['1', '2', '5']
  return splits.map((value) => (leading.includes(value.toExponential(0).charAt(0)) ? value : null))
}

/**
 * The labels of the given ticks that have room, evenly: all, or all but the first, or every second, and so on. What loses
 * its label keeps its line.
 *
 * @param {uPlot} plot @param {ChartSpec['xTicks']} ticks
 */
function tickLabels(plot, ticks) {
  const edge = plot.width - plot.bbox.left / devicePixelRatio
  const labels = ticks.map(([x, text]) => {
    const center = plot.valToPos(x, 'x')
    const half = textWidth(text) / 2
    return { text, left: center - half, right: center + half }
  })
  const whole = labels.filter(({ right }) => right <= edge)
  for (let step = 1; step <= whole.length; step++) {
    for (const first of [0, 1]) {
      const kept = whole.filter((_, at) => at >= first && (at - first) % step === 0)
      const isClear = kept.every(({ left }, at) => left - (kept[at - 1]?.right ?? -Infinity) >= labelGap)
      if (isClear) return labels.map((label) => (kept.includes(label) ? label.text : ''))
    }
  }
  return labels.map(() => '')
}

const ruler = document.createElement('canvas').getContext('2d')

/** How wide a label of an axis is, in CSS pixels. @param {string} text */
function textWidth(text) {
  if (ruler === null) return 0
  ruler.font = font
  return ruler.measureText(text).width
}

/** @param {ChartSpec} spec @param {number} width @returns {uPlot.Options} */
function optionsOf(spec, width) {
  const ink = themeColor('ink-soft')
  const grid = { stroke: themeColor('line'), width: 1 }
  const axis = { stroke: ink, grid, ticks: { ...grid, size: 4 }, font, labelFont: font, labelSize: 20, labelGap: 2 }
  const ticks = spec.xTicks
  return {
    width,
    height,
    padding: [8, width < narrow ? 14 : 28, 0, 0],
    series: seriesOf(spec),
    bands: spec.bands.map(({ color }, at) => ({
      series: /** @type {[number, number]} */ ([2 * at + 1, 2 * at + 2]),
      fill: themeColor(`series-${color}`, 15),
    })),
    scales: {
      x: { time: false },
      y: spec.yScale === 'log' ? { distr: 3 } : { range: (_, __, most) => [0, most > 0 ? most * 1.08 : 1] },
    },
    axes: [
      {
        ...axis,
        label: spec.xLabel,
        size: 30,
        ...(ticks.length === 0
          ? { incrs: [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1800, 3600] }
          : { splits: () => ticks.map(([x]) => x), values: (plot) => tickLabels(plot, ticks) }),
      },
      {
        ...axis,
        ...(spec.yScale === 'log' && { filter: logTicks, grid: { ...grid, filter: logTicks } }),
        label: spec.yLabel,
        size: 54,
        values: (_, values) => values.map((v) => (v === null ? '' : print(v))),
      },
    ],
    legend: { show: false },
    cursor: { drag: { x: false, y: false }, points: { show: false } },
  }
}

/** @param {ChartSpec} spec @returns {uPlot.Plugin} */
function tooltip(spec) {
  const box = document.createElement('div')
  box.className = 'tooltip'
  box.hidden = true
  const first = 1 + 2 * spec.bands.length
  return {
    hooks: {
      init: (plot) => void plot.over.append(box),
      setCursor: (plot) => {
        const { idx, left = -1 } = plot.cursor
        box.hidden = idx === undefined || idx === null || left < 0
        if (idx === undefined || idx === null || box.hidden) return
        const lines = spec.lines.flatMap((line, at) => {
          const value = plot.data[first + at]?.[idx]
          return line.isFaint || value === null || value === undefined
            ? []
            : [lineOf(line, `${print(value)} ${spec.unit}`)]
        })
        const name = document.createElement('strong')
        name.textContent = spec.names[idx] ?? ''
        box.replaceChildren(name, ...lines)
        const isRight = left > plot.over.clientWidth / 2
        box.style.left = isRight ? 'auto' : `${left + 12}px`
        box.style.right = isRight ? `${plot.over.clientWidth - left + 12}px` : 'auto'
      },
    },
  }
}

/** @param {{ label: string, color: number }} line @param {string} value */
function lineOf({ label, color }, value) {
  const line = document.createElement('span')
  const figure = document.createElement('b')
  const dot = document.createElement('i')
  dot.className = `back-${color}`
  figure.textContent = value
  line.append(dot, `${label} `, figure)
  return line
}

/** @param {HTMLElement} holder @param {ChartSpec} spec */
function chartIn(holder, spec) {
  /** @type {uPlot | undefined} */
  let plot
  /** @param {number} width */
  function draw(width) {
    plot?.destroy()
    plot = new uPlot({ ...optionsOf(spec, width), plugins: [tooltip(spec)] }, dataOf(spec), holder)
  }
  draw(holder.clientWidth)
  new ResizeObserver(() => {
    if (!onPaper && plot?.width !== holder.clientWidth) plot?.setSize({ width: holder.clientWidth, height })
  }).observe(holder)
  return () => {
    draw(onPaper ? paperWidth : holder.clientWidth)
  }
}

let onPaper = false
const redraws = [...document.querySelectorAll('.plot')].flatMap((holder) => {
  const data = holder.nextElementSibling?.textContent
  if (!(holder instanceof HTMLElement) || !data) return []
  /** @type {unknown} */
  const spec = JSON.parse(data)
  return [chartIn(holder, /** @type {ChartSpec} */ (spec))]
})

function redraw() {
  for (const one of redraws) one()
}

/** @param {boolean} paper */
function turn(paper) {
  if (onPaper === paper) return
  onPaper = paper
  redraw()
}

document.addEventListener('gatecrash:theme', redraw)
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw)
matchMedia('print').addEventListener('change', ({ matches }) => {
  turn(matches)
})
addEventListener('beforeprint', () => {
  turn(true)
})
addEventListener('afterprint', () => {
  turn(false)
})
