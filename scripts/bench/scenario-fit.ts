import type { Scenario } from '../../scenarios/scenario.ts'
import type { DialectChoice } from './dialect-choice.ts'

/** Scenarios whose figures are those of deliveries. */
const ofDeliveries = new Set(['fan-out', 'transport', 'mix'])

/**
 * Why a scenario cannot be run by users who speak that dialect, in one sentence that says what to set or to run instead;
 * `undefined` where it can. Without a dialect of one's own, pass the reference gateway's: every scenario fits it.
 */
export function unfitReason(scenario: Scenario, dialect: DialectChoice): string | undefined {
  const { name, kind } = scenario
  const { traits } = dialect
  const of = `the dialect "${dialect.name}"`
  if (kind === 'journey' && dialect.name !== 'reference') {
    return `The scenario ${name} is an Artillery script that speaks the reference gateway's dialect, not ${of}: leave it out.`
  }
  if (kind === 'http' && dialect.name !== 'reference') {
    return `The scenario ${name} requests pages that only the reference gateway has, and ${of} is of another one: leave it out.`
  }
  if (ofDeliveries.has(name) && !traits.relays) {
    return `The scenario ${name} measures deliveries, and ${of} relays nothing: run connect${traits.acknowledges ? ' or ack' : ''}, or set "relays: true" where the gateway does relay.`
  }
  if (name === 'ack' && !traits.acknowledges) {
    return `The scenario ack measures acknowledgements, and ${of} has none: ${traits.relays ? 'run connect, fan-out, transport or mix' : 'run connect'}, or set "acknowledges: true" where the gateway does acknowledge.`
  }
  return undefined
}
