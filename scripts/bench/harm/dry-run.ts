import { cellsOf, type Cell } from '../cell.ts'
import type { BenchOptions } from '../options.ts'
import { mostWithinCaps } from '../../saturate/most-within-caps.ts'
import { formatNumber } from '../../../reports/render/number-format.ts'
import { capLines } from './cap-lines.ts'
import { capsAt } from './caps.ts'
import { cellLoadOf, type CellLoad } from './cell-load.ts'
import { alignedRows } from './aligned-rows.ts'
import { amountText, bytesText, durationText } from './amount-text.ts'
import { spokenTraits } from './spoken-traits.ts'

/** What a packet and its frame are taken to add to a text, in bytes: event name, room, namespace and headers. */
const framingBytes = 64

const head = [
  '',
  'transport',
  'users',
  'connects/s',
  'messages/s',
  'deliveries/s',
  'up/s',
  'down/s',
  'a trial',
  'trials',
]

/** A cell, and what one trial of it asks for. */
interface PlannedCell {
  readonly cell: Cell
  readonly load: CellLoad
}

/**
 * What a run would do, as text of at most 120 columns: per cell its users, connections, messages, deliveries and bytes per second,
 * and how long it takes; then all of it together, and the caps and hosts that hold.
 */
export function dryRun(options: BenchOptions): string {
  const { trials, caps, allowHosts, saturate } = options
  const traits = spokenTraits(options.dialect)
  const planned = cellsOf(options).map((cell) => ({
    cell,
    load: cellLoadOf(cell, traits, capsAt(cell.own?.urls ?? [], caps).rate),
  }))
  const targets = [...new Map(planned.map(({ cell }) => [cell.target, cell])).values()]
  const searches = planned.flatMap(({ cell }) => {
    const axis = saturate?.axes.get(cell.scenario)
    if (axis === undefined) return []
    const most = amountText(mostWithinCaps(cell, axis, traits, caps))
    return `  ${cell.scenario.name}: a search raises ${axis.parameter} from what is above to ${most} at most.`
  })
  const lines = [
    'Nothing has been started or sent. This is what would be done:',
    ...targets.flatMap((target) => [
      '',
      ...targetLines(target),
      ...rowsOf(
        planned.filter(({ cell }) => cell.target === target.target),
        saturate === undefined ? trials : undefined,
      ),
    ]),
    '',
    ...(saturate === undefined ? totalLines(planned, trials) : [...new Set(searches)]),
    ...(planned.some(({ load }) => load.connectRate === undefined) ? [taken] : []),
    ...notes,
    '',
    ...capLines(targets, caps, allowHosts),
  ]
  return `${lines.join('\n')}\n`
}

const taken = '  Where it says "as taken", users connect as fast as the gateway takes them.'

const notes = [
  `  Bytes are estimates: those of the text, and ${framingBytes} for packet and frame. Polling adds its HTTP headers.`,
  '  Times are of the load. Starting a gateway, connecting without a pace and waiting for what is owed come on top.',
]

function targetLines({ target, own, instances }: Cell): readonly string[] {
  const word = instances === 1 ? '1 instance' : `${instances} instances`
  if (own === undefined) return [`${target}: the reference gateway, ${word}`]
  const command =
    own.kind === 'started' ? [`${target}: ${own.command.join(' ')}, ${word}`] : [`${target}: runs already`]
  return [...command, ...own.urls.map((url) => `  ${url}`)]
}

/** `trials` is `undefined` where a search decides how many there are. */
function rowsOf(planned: readonly PlannedCell[], trials: number | undefined): readonly string[] {
  const rows = planned.map(({ cell, load }) => [
    cell.scenario.name,
    cell.transport,
    amountText(load.users),
    load.connectRate === undefined ? 'as taken' : amountText(load.connectRate),
    load.messageRate === undefined ? 'scripted' : amountText(load.messageRate),
    load.deliveryRate === undefined ? 'scripted' : amountText(load.deliveryRate),
    bytesText(bytes(load.messageRate, load)),
    bytesText(bytes(load.deliveryRate, load)),
    durationText(load.seconds),
    trials === undefined ? 'searched' : String(trials),
  ])
  return alignedRows([head, ...rows], 2).map((row) => `  ${row}`)
}

function totalLines(planned: readonly PlannedCell[], trials: number): readonly string[] {
  const sum = (of: (load: CellLoad) => number | undefined): number | undefined =>
    planned.reduce<number | undefined>((all, { load }) => {
      const one = of(load)
      return all === undefined || one === undefined ? undefined : all + one * trials
    }, 0)
  const number = planned.length * trials
  const told = (amount: number | undefined, what: string): string =>
    amount === undefined ? `${what} not known` : `${formatNumber(Math.round(amount))} ${what}`
  return [
    `In all: ${number === 1 ? '1 trial' : `${formatNumber(number)} trials`}, ${told(
      sum((load) => load.users),
      'users',
    )}, ` +
      `${told(
        sum(({ messages }) => messages),
        'messages',
      )}, ${told(
        sum(({ deliveries }) => deliveries),
        'deliveries',
      )}, ` +
      `${bytesText(sum((load) => bytes(load.messages, load)))} up, ${bytesText(sum((load) => bytes(load.deliveries, load)))} down, ` +
      `${durationText(sum(({ seconds }) => seconds) ?? 0)}`,
  ]
}

function bytes(count: number | undefined, { payloadBytes }: CellLoad): number | undefined {
  // Pages of HTTP are as long as the server makes them.
  if (payloadBytes === 0) return count === 0 ? 0 : undefined
  return count === undefined ? undefined : count * (payloadBytes + framingBytes)
}
