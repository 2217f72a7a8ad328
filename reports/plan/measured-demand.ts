import type { OfferedLoad } from '../../load/offered-load.ts'
import type { Report } from '../report.ts'
import type { Demand } from './demand.ts'

/** A journey that was measured: where, which, and what it asked of the gateway. */
export interface MeasuredJourney {
  readonly report: string
  readonly scenario: string
  readonly offered: OfferedLoad
}

/** The one journey of a report whose load is known, or why there is none; `path` names the report. */
export function journeyIn(report: Report, path: string): MeasuredJourney | { readonly problem: string } {
  const journeys = report.results.filter(({ scenario }) => scenario.startsWith('journeys/'))
  const [only, ...others] = journeys
  if (only === undefined) return { problem: `${path}: there is no journey in it; name a report of one, or of merge.` }
  if (others.length > 0) {
    const names = journeys.map(({ scenario, target }) => `${scenario} on ${target}`).join(', ')
    return {
      problem: `${path}: there are ${journeys.length} results of journeys in it (${names}); name a report of one.`,
    }
  }
  const { scenario, offered } = only
  if (offered === undefined || offered.rooms.length === 0) {
    return {
      problem: `${path}: it does not tell what ${scenario} sent into rooms; measure it again with this version.`,
    }
  }
  return { report: path, scenario, offered }
}

/**
 * The demand that a journey is by what it asked of the gateway; presence, storm, growth, deployment and policy are those of `base`.
 * All users send alike in it, and in proportion to the sizes of their rooms, as in any demand.
 */
export function measuredDemand(base: Demand, { offered }: MeasuredJourney): Demand {
  const users = total(offered.users)
  const rooms = offered.rooms
    .filter(({ members }) => members >= 1)
    .map(({ rooms: count, members }) => ({ count: Math.max(1, Math.round(count)), members: Math.round(members) }))
  const memberships = rooms.reduce((sum, { count, members }) => sum + count * members, 0)
  const senders = Math.min(users, memberships)
  return {
    ...base,
    users: Math.max(1, Math.round(users)),
    arrivalsPerMinute: total(offered.connects) * 60,
    rooms,
    messagesPerUserPerMinute: senders > 0 ? (total(offered.messages) * 60) / senders : 0,
    payload: Math.max(1, Math.round(offered.payloadBytes)),
    acknowledged: offered.acknowledged,
    transports: {
      websocket: offered.users.websocket / users,
      upgrade: offered.users.upgrade / users,
      polling: offered.users.polling / users,
    },
  }
}

/** One line that says where a measured demand comes from. */
export function measuredFrom({ scenario, report }: MeasuredJourney): string {
  return `The demand was measured: it is what ${scenario} asked of the gateway in ${report}.`
}

function total({ websocket, upgrade, polling }: OfferedLoad['users']): number {
  return websocket + upgrade + polling
}
