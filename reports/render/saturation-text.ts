import {
  saturationPoint,
  type BindingResource,
  type Saturation,
  type SaturationPoint,
  type SaturationSearch,
  type SaturationStep,
} from '../saturation.ts'
import { counted } from './counted.ts'
import { decimalsOf, formatNumber } from './number-format.ts'
import { targetTitle } from './section.ts'

/** Loads are offered with four digits; what is found is not known to more than three. */
const offeredDigits = 4
const foundDigits = 3
const percentDigits = 1

/** What an outcome is called. */
export const outcomeWords: Readonly<Record<SaturationStep['outcome'], string>> = {
  held: 'held',
  'not-held': 'not held',
  generator: 'not measured',
}

/** What a resource is called in a sentence. */
const resourceWords: Readonly<Record<BindingResource['resource'], string>> = {
  gateway: 'the CPU of the gateway',
  memory: 'the memory of the gateway',
  redis: 'the CPU of Redis',
  network: 'the network',
  generator: 'the generator, or this machine',
  unknown: 'not known',
}

const endWords: Readonly<Record<SaturationSearch['end'], string>> = {
  saturated: 'ended at the target',
  generator: 'ended at the limit of the generator',
  most: 'ended at the most that is offered',
  'nothing-held': 'found no load that is held',
  interrupted: 'was interrupted',
}

/** A load, with as many digits as were offered. */
export function loadText(load: number): string {
  return formatNumber(load, Number.isInteger(load) ? 0 : decimalsOf(load, offeredDigits))
}

/** A load that was found. */
export function foundText(load: number): string {
  return formatNumber(load, decimalsOf(load, foundDigits))
}

/** What was searched, and where: `fan-out on cluster x2 redis by polling`. */
export function subjectText(
  saturation: Pick<Saturation, 'scenario' | 'target' | 'instances' | 'adapter' | 'transport'>,
): string {
  const by = saturation.transport === 'websocket' ? '' : ` by ${saturation.transport}`
  return `${saturation.scenario} on ${targetTitle(saturation)}${by}`
}

/** What a load had to meet. */
export function conditionText({ parameter, slos }: Saturation): string {
  return `The highest ${parameter} with ${slos.join(', ')}, and in a steady state.`
}

/** The answer in one sentence. */
export function answerText(saturation: Saturation): string {
  const { unit, atLeast, searches } = saturation
  const point = saturationPoint(saturation)
  if (point === undefined) return noAnswerText(saturation)
  const offeredAll = searches.some(({ end }) => end === 'most')
  const why = offeredAll ? ', the most that was offered' : ''
  return `It holds ${atLeast ? 'at least ' : ''}${foundText(point.median)} ${unit}${rangeText(point)}${why}.`
}

function noAnswerText({ searches, unit }: Saturation): string {
  const steps = searches.flatMap((search) => search.steps)
  if (searches.some(({ end }) => end === 'interrupted')) return 'The search was interrupted before it had found a load.'
  if (steps.length === 0) return 'Nothing has been offered yet.'
  const least = loadText(Math.min(...steps.map(({ load }) => load)))
  const untold = steps.every(({ outcome }) => outcome === 'generator')
  return untold
    ? `No load could be measured, not even ${least} ${unit}.`
    : `No load was held, not even ${least} ${unit}.`
}

function rangeText({ low, high }: SaturationPoint): string {
  const range = [low, high].map(foundText)
  return range[0] === range[1] ? '' : ` (${range.join('-')})`
}

/** What the figures of the answer are and rest on, a sentence each. */
export function basisText(saturation: Saturation): string[] {
  const { asFound, atMedianSpeed, deliveries } = saturation
  const point = saturationPoint(saturation)
  if (point === undefined || asFound === undefined) return []
  const load = deliveries === undefined ? [] : [`That is ${formatNumber(deliveries)} deliveries per second.`]
  const next = nextText(saturation)
  return [...load, ...next, ...intervalText(point), ...speedText(asFound, atMedianSpeed)]
}

/** How exactly the point is enclosed, and by what. */
function nextText({ searches, resolution }: Saturation): string[] {
  const ends = new Set(searches.map(({ end }) => end))
  if (ends.has('most')) return []
  const share = formatNumber(resolution * 100, Number.isInteger(resolution * 100) ? 0 : percentDigits)
  const enclosed = `Each search ended with a load that was held and one about ${share} % above it that`
  return ends.has('generator')
    ? [`${enclosed} was not, or could not be measured: what is held beyond that is not known.`]
    : [`${enclosed} was not.`]
}

function intervalText({ n, low, high, coverage }: SaturationPoint): string[] {
  if (n === 1) return ['One search, so no interval: at least 6 give one of 95 %.']
  const percent = formatNumber(coverage * 100, Number.isInteger(coverage * 100) ? 0 : percentDigits)
  const same =
    low === high ? ', which all found the same' : `; the interval holds the true median in ${percent} % of runs`
  return [`Median of ${n} searches${same}${n < 6 ? ' (6 searches reach 95 %)' : ''}.`]
}

function speedText(asFound: SaturationPoint, atMedianSpeed: SaturationPoint | undefined): string[] {
  if (atMedianSpeed === undefined) return []
  return [
    `It is stated for the median speed of this machine during the run, told from what the generator paid per operation; as found, it was ${foundText(asFound.median)}${rangeText(asFound)}.`,
  ]
}

/** What is used up first. */
export function bindingText({ binding }: Saturation): string {
  const is = binding.resource === 'unknown' ? 'What binds is' : 'What binds first is'
  return `${is} ${resourceWords[binding.resource]}.`
}

/** What became of a search: `Search 2 ended at the target: 171 messages per second, 174 at the median speed.` */
export function searchText({ end, found, adjusted, steps }: SaturationSearch, number: number): string {
  const where = found === undefined ? '' : `: ${loadText(found)} was held`
  const restated = adjusted === undefined ? '' : `, ${foundText(adjusted)} at the median speed`
  return `Search ${number} ${endWords[end]} after ${counted(steps.length, 'step')}${where}${restated}`
}
