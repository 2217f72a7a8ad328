import { z } from 'zod'
import { list, shape } from '../schema-shape.ts'
import { bitsPerSecond, bytesText, factor } from './quantities.ts'

const mostUsers = 1e9
const mostPerMinute = 1e9

/** Adapters that a gateway of several machines can have; memory is one instance alone. */
export const planAdapters = ['memory', 'redis', 'redis-sharded', 'redis-streams'] as const

const count = (most: number) => whole(1, most, `give a whole number from 1 to ${most.toLocaleString('en-US')}`)

const roomsSchema = shape({
  count: count(mostUsers).describe('Rooms of this size.'),
  members: count(mostUsers).describe('Users in each of them.'),
})

/** Shares of users by transport; those left out are 0. */
export const transportsSchema = shape({
  websocket: share('give a share from 0 to 1').default(0),
  upgrade: share('give a share from 0 to 1').default(0),
  polling: share('give a share from 0 to 1').default(0),
})

const stormSchema = shape({
  share: number(0.0001, 1, 'give the share of users that come back, above 0 and at most 1'),
  withinSeconds: number(1, 86_400, 'give the seconds over which they come back, from 1 to 86,400'),
})

const deploymentSchema = shape({
  vcpu: number(0.1, 1024, 'give the cores of one instance, from 0.1 to 1,024'),
  memory: bytesText('give the memory of one instance with its unit, such as 512MiB or 2GiB').describe(
    'Of one instance, in bytes.',
  ),
  adapter: z.enum(planAdapters),
  cpu: text('give the CPU model of the instances, as a report names it').exactOptional(),
  openFiles: whole(64, 1e9, 'give the files that one instance may open (ulimit -n), from 64').exactOptional(),
  network: bitsPerSecond('give what one instance may send per second, such as 500Mbit or 1Gbit')
    .exactOptional()
    .describe('What one instance may send or receive, in bits per second.'),
  pricePerHour: number(0, 1e6, 'give the price of one instance and hour, from 0').exactOptional(),
  currency: text('give the currency of the price in a few letters, such as EUR').exactOptional(),
  instances: whole(1, 1000, 'give a whole number from 1 to 1,000, or leave it out to be told').exactOptional(),
})

/** What the plan has to keep; what is left out has its default. */
export const policySchema = shape({
  p99: number(0.1, 3.6e6, 'give milliseconds, such as 250')
    .default(250)
    .describe('Delivery: 1 in 100 may take longer, in milliseconds.'),
  cpuCeiling: ceiling('give the share of a core that an instance may use, above 0 and below 1').default(0.7),
  memoryCeiling: ceiling('give the share of its memory that an instance may use, above 0 and below 1').default(0.8),
  redisCeiling: ceiling('give the share of its one core that Redis may use, above 0 and below 1').default(0.6),
  spareInstances: whole(0, 999, 'give how many instances may fail at once, from 0 to 999').default(1),
})

/**
 * What is asked of a gateway, in people's terms, as `demand.yml` has it: counts of people, minutes, bytes with their units.
 * Parsed, sizes are bytes, bandwidths bits per second, growth is a factor, and what was left out has its default.
 */
export const demandSchema = shape({
  users: count(mostUsers).describe('Connected at the same time at peak.'),
  arrivalsPerMinute: number(0, mostPerMinute, 'give the users that connect per minute at peak, from 0'),
  rooms: list(roomsSchema).check(z.minLength(1, { error: 'name at least one size of rooms' })),
  messagesPerUserPerMinute: number(0, mostPerMinute, 'give the messages that a user sends per minute, from 0'),
  payload: whole(1, 100e6, 'give the bytes of a text as a whole number from 1, such as 128'),
  acknowledged: z.boolean({ error: 'give true or false' }).default(true),
  transports: transportsSchema.prefault({ websocket: 1 }).describe('Shares of users.'),
  presence: z.enum(['on', 'off']).default('off'),
  reconnectStorm: stormSchema.exactOptional(),
  growth: factor('give a factor such as 1.5, or a percentage such as 50%, up to 100 times')
    .exactOptional()
    .describe('Users at a later peak over users now.'),
  deployment: deploymentSchema,
  policy: policySchema.prefault({}),
})

/** What is asked of a gateway; see {@link demandSchema}. */
export type Demand = z.output<typeof demandSchema>

function number(least: number, most: number, allowed: string) {
  return z.number({ error: allowed }).min(least, { error: allowed }).max(most, { error: allowed })
}

function whole(least: number, most: number, allowed: string) {
  return z.int({ error: allowed }).min(least, { error: allowed }).max(most, { error: allowed })
}

function share(allowed: string) {
  return number(0, 1, allowed)
}

function ceiling(allowed: string) {
  return z.number({ error: allowed }).gt(0, { error: allowed }).lt(1, { error: allowed })
}

function text(allowed: string) {
  return z.string({ error: allowed }).min(1, { error: allowed }).max(200, { error: allowed })
}
