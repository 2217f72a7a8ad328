import { parseSlo, type Slo } from '../../reports/slo.ts'
import type { LoadAxis } from '../../scenarios/load-axis.ts'

/** What a load has to meet by default, besides the response time: nothing is lost, dropped or refused. */
const nothingLost = [
  'delivery.lost==0',
  'send.dropped==0',
  'ack.failed==0',
  'connect.failed==0',
  'connection.lost==0',
] as const

/** Metrics that an objective may be about in place of a default one. */
const sameMatter: Readonly<Record<string, string>> = { 'delivered.ratio': 'delivery.lost' }

/**
 * What a load has to meet in order to be held: the response time has a p99 under 250 ms, and nothing is lost, dropped or refused. A
 * given objective takes the place of the default one about the same matter: one about any time replaces the response time's,
 * one about `delivered.ratio` that about `delivery.lost`. So a search for `delivery.p99<100` still loses nothing.
 */
export function objectivesOf({ response }: Pick<LoadAxis, 'response'>, given: readonly Slo[]): readonly Slo[] {
  const defaults = [`${response}.p99<250`, ...nothingLost].map(parseSlo)
  const replaced = new Set(given.map(matterOf))
  return [...given, ...defaults.filter((slo) => !replaced.has(matterOf(slo)))]
}

/** Default objectives, as the help names them. */
export const defaultObjectives = 'response p99 under 250 ms; nothing lost, dropped or refused'

/** Whether a scenario may leave the metric of an objective out: where it has no such thing, nothing of it is lost. */
export function mayBeAbsent({ text }: Slo): boolean {
  return nothingLost.some((slo) => slo === text)
}

function matterOf({ metric }: Slo): string {
  return /\.(p\d+|max)$/.test(metric) ? 'response time' : (sameMatter[metric] ?? metric)
}
