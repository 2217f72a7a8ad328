import { counted } from '../../render/counted.ts'
import { formatNumber } from '../../render/number-format.ts'
import { sanitize } from '../../render/sanitize.ts'
import type { Demand } from '../demand.ts'
import { membershipsOf } from '../room-flow.ts'
import { transports } from '../../transports.ts'
import { bits, bytes, exact, significant } from './resource-words.ts'

/** What was asked, with what was left out filled in: names and values. */
export function demandPairs(demand: Demand): [string, string][] {
  const { users, rooms, deployment, policy, reconnectStorm, growth } = demand
  const shares = transports.filter((name) => demand.transports[name] > 0)
  return [
    ['users', `${formatNumber(users)} at peak, ${exact(demand.arrivalsPerMinute)} arriving per minute`],
    ['rooms', `${rooms.map(roomsText).join(', ')} (${significant(membershipsOf(rooms) / users)} rooms per user)`],
    ['messages', `${exact(demand.messagesPerUserPerMinute)} per user and minute, ${messageText(demand)}`],
    ['transports', shares.map((name) => `${name} ${exact(demand.transports[name] * 100)} %`).join(', ')],
    ['presence', demand.presence],
    ...(reconnectStorm === undefined ? [] : [['reconnect storm', stormText(reconnectStorm)] as [string, string]]),
    ...(growth === undefined ? [] : [['growth', `${exact(growth)} times the users`] as [string, string]]),
    ['instance', instanceText(deployment)],
    ['policy', policyText(policy)],
  ]
}

function roomsText({ count, members }: Demand['rooms'][number]): string {
  return `${formatNumber(count)} of ${counted(members, 'member')}`
}

function messageText({ payload, acknowledged }: Demand): string {
  return `${counted(payload, 'byte')} each, ${acknowledged ? 'acknowledged' : 'not acknowledged'}`
}

function stormText({ share, withinSeconds }: NonNullable<Demand['reconnectStorm']>): string {
  return `${exact(share * 100)} % of the users within ${exact(withinSeconds)} s`
}

function instanceText({ vcpu, memory, adapter, openFiles, network, cpu }: Demand['deployment']): string {
  return [
    `${exact(vcpu)} vCPU`,
    ...(cpu === undefined ? [] : [`on ${sanitize(cpu)}`]),
    bytes(memory),
    ...(openFiles === undefined ? [] : [`${formatNumber(openFiles)} open files`]),
    ...(network === undefined ? [] : [bits(network)]),
    `adapter ${adapter}`,
  ].join(', ')
}

function policyText({ p99, cpuCeiling, memoryCeiling, redisCeiling, spareInstances }: Demand['policy']): string {
  const percent = (share: number) => `${exact(share * 100)} %`
  return (
    `delivery p99 ${exact(p99)} ms; at most ${percent(cpuCeiling)} of a core, ${percent(memoryCeiling)} of the memory, ` +
    `${percent(redisCeiling)} of the core of Redis; ${counted(spareInstances, 'instance')} may fail`
  )
}
