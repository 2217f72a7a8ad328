import { formatNumber } from '../../render/number-format.ts'
import type { Report } from '../../report.ts'
import { scrollable } from '../figures/data-table.ts'
import { markup, type Content, type Markup } from '../markup.ts'
import { sectionHeading, type PageSection } from '../page-shell.ts'

/** What was measured with, and how it was asked for. */
export function environmentSection(report: Report): PageSection {
  const body = markup`${sectionHeading('environment', 'Environment and options')}
<div class="pairs">
${pairsTable('Machine', machineOf(report))}
${pairsTable('Software', softwareOf(report))}
${pairsTable(
  'Options of the run',
  Object.entries(report.options).map(([name, value]) => [name, [value].flat().join(' ')]),
)}
</div>`
  return { id: 'environment', label: 'Environment', body }
}

/** Names and values, as a table of two columns. */
export function pairsTable(caption: string, pairs: readonly (readonly [string, Content])[]): Markup {
  const rows = pairs.map(([name, value]) => markup`<tr><th scope="row">${name}</th><td>${value}</td></tr>\n`)
  return scrollable(caption, markup`<table class="pair"><caption>${caption}</caption><tbody>${rows}</tbody></table>`)
}

function machineOf({ environment, createdAt }: Report): [string, string][] {
  const { loadAverage, placement } = environment
  const pinned = Object.entries(placement).map(([name, cpus]): [string, string] => [name, `on CPU ${cpus.join(', ')}`])
  return [
    ['measured at', createdAt],
    ['CPU', environment.cpu],
    ['cores', formatNumber(environment.cores)],
    ['memory', `${formatNumber(environment.memory * 2 ** -30, 1)} GiB`],
    ['platform', environment.platform],
    ['kernel', environment.kernel],
    ['load before the run', loadAverage.map((load) => load.toFixed(2)).join(', ')],
    ...(pinned.length === 0 ? [['processes', 'not pinned to CPUs'] as [string, string]] : pinned),
  ]
}

function softwareOf({ tool, subject, environment }: Report): [string, string][] {
  const dirty = tool.dirty === true ? ', with uncommitted changes' : ''
  const { redis, packages } = environment
  const source = redis?.source === 'spawned' ? 'started for this run' : 'from REDIS_URL'
  return [
    ['gatecrash', `${tool.version}${tool.commit === undefined ? '' : ` at ${tool.commit}`}${dirty}`],
    ...(subject === undefined
      ? []
      : [
          ['measured', `${subject.label}${subject.commit === undefined ? '' : ` at ${subject.commit}`}`] as [
            string,
            string,
          ],
        ]),
    ['Node', environment.node],
    ['V8', environment.v8],
    ['Redis', redis === undefined ? 'none' : `${redis.version}, ${source}`],
    ...Object.entries(packages),
  ]
}
