import { counted } from '../../render/counted.ts'
import { formatNumber } from '../../render/number-format.ts'
import { sanitize } from '../../render/sanitize.ts'
import type { Plan, Storm } from '../plan.ts'
import { bindingName, bits, exact, significant } from './resource-words.ts'

const redisAdvice: Readonly<Record<string, string>> = {
  redis:
    'Beyond that one Redis does not suffice: the adapter redis-sharded sends a message only to instances with members of its room, and can be dealt over the nodes of a Redis Cluster.',
  'redis-sharded':
    'Beyond that one Redis does not suffice: deal the channels of rooms over the nodes of a Redis Cluster.',
  'redis-streams':
    'Beyond that one Redis does not suffice, and every instance reads every message: the adapter redis-sharded sends it only where the room has members.',
}

/** How long users who all come back at once take, and what happens to those of instances that fail. */
export function stormSentences({ demand, answer, failover }: Plan): string[] {
  const within = demand.reconnectStorm?.withinSeconds
  return [
    ...(answer.storm === undefined
      ? []
      : [
          `Reconnect storm: ${backText(answer.storm)}${within === undefined ? '' : `; they come within ${exact(within)} s`}.`,
        ]),
    ...(failover === undefined ? [] : [`When the spare instances fail: ${backText(failover)}.`]),
  ]
}

/** How much more than the demand this answer, and any number of instances, carries. */
export function growthSentences({ demand, answer, headroom, reach }: Plan): string[] {
  const room =
    headroom.share >= 0
      ? `Headroom ${percent(headroom.share)}: ${counted(answer.instances, 'instance')} ${answer.instances === 1 ? 'carries' : 'carry'} up to ${formatNumber(headroom.users)} users, in more rooms.`
      : `${counted(answer.instances, 'instance')} ${answer.instances === 1 ? 'carries' : 'carry'} ${headroom.users === 0 ? 'no users by this policy' : `${formatNumber(headroom.users)} users at most`}.`
  const limit = reach.isMore
    ? `No limit was found up to ${formatNumber(reach.users)} users.`
    : `Any number of instances carries up to ${formatNumber(reach.users)} users, ${significant(reach.messages)} messages/s: with ${formatNumber(reach.instances)} of them, ${bindingName(reach.binds)} binds.`
  const advice = reach.isMore || reach.binds !== 'redis' ? undefined : redisAdvice[demand.deployment.adapter]
  // One instance is all that memory allows, and its headroom is told already.
  const isAlone = demand.deployment.adapter === 'memory'
  return [room, ...(reach.users === 0 || isAlone ? [] : [[limit, advice].filter((one) => one !== undefined).join(' ')])]
}

/** What goes over the wire, of one instance and of all, and what Redis uses. */
export function trafficSentence({ answer: { failed, whole } }: Plan): string {
  const least = failed.bandwidth.missing.length > 0 ? 'at least ' : ''
  const redis = whole.redis === 0 ? '' : ` Redis uses ${significant(whole.redis)} cores with all instances up.`
  return `An instance takes in ${least}${bits(failed.bandwidth.in)} and sends ${least}${bits(failed.bandwidth.out)}; all together send ${least}${bits(failed.bandwidth.out * failed.instances)}.${redis}`
}

/** What a month of all instances costs; nothing where no price was given. */
export function costSentence({ demand, costPerMonth, answer }: Plan): string | undefined {
  const { pricePerHour, currency } = demand.deployment
  if (costPerMonth === undefined || pricePerHour === undefined) return undefined
  const unit = currency === undefined ? '' : ` ${sanitize(currency)}`
  return `${counted(answer.instances, 'instance')} at ${pricePerHour}${unit} an hour cost ${formatNumber(costPerMonth, 2)}${unit} a month of 730 hours; Redis comes on top.`
}

/** What the figures rest on. */
export function basisSentence({ basis }: Plan): string {
  const { report, createdAt, cpu, cores, node, adapter, residuals } = basis
  const fit =
    residuals === undefined
      ? 'Nothing is known of how well it fits.'
      : `Its fit is off by ${percent(residuals.median)} in the median of its workloads, at worst by ${percent(residuals.worst)} (${sanitize(residuals.workload)}).`
  return `Rests on ${sanitize(report)}, measured ${createdAt.slice(0, 10)} on ${sanitize(cpu)}, ${counted(cores, 'core')}, Node ${sanitize(node)}, adapter ${sanitize(adapter)}. ${fit}`
}

function backText(storm: Storm): string {
  const { users, instances, seconds, heldUpByRedis } = storm
  const who = `${formatNumber(Math.ceil(users))} users come back to ${counted(instances, 'instance')}`
  if (seconds === null)
    return `${who}, which ${instances === 1 ? 'has' : 'have'} nothing left over for them beside the load at peak`
  const by = heldUpByRedis ? ', held up by Redis' : ''
  return `${who}, which ${instances === 1 ? 'takes' : 'take'} ${significant(seconds)} s for it beside the load at peak${by}`
}

function percent(share: number): string {
  return `${significant(share * 100)} %`
}
