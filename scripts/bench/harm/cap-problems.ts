import type { Cell } from '../cell.ts'
import type { Caps } from './caps.ts'
import type { CellLoad } from './cell-load.ts'

/** One amount of a load, and the cap that it is held against. */
interface Amount {
  readonly cap: keyof Caps
  readonly amount: number
  /** What the scenario would do at a host. */
  readonly would: (host: string) => string
  /** What makes it less. */
  readonly less: string
}

const flags: Readonly<Record<keyof Caps, string>> = {
  users: '--max-users',
  rate: '--max-rate',
  deliveries: '--max-deliveries',
  seconds: '--max-duration',
}

/** Whether a load stays within the caps. */
export function isWithin(load: CellLoad, caps: Partial<Caps>): boolean {
  return excessesOf(load, caps).length === 0
}

/** What about the load of a cell goes beyond the caps, a line each that names what raises the cap. */
export function capProblems({ scenario, own, target }: Cell, load: CellLoad, caps: Partial<Caps>): readonly string[] {
  const hosts = new Set(own?.urls.map((url) => new URL(url).host))
  const at = hosts.size === 0 ? target : [...hosts].join(', ')
  return excessesOf(load, caps).map(({ cap, amount, would, less }) => {
    const raise = amount === Infinity ? '' : `, or raise the cap with ${flags[cap]} ${Math.ceil(amount)}`
    return `${scenario.name} would ${would(at)}; the cap is ${whole(caps[cap] ?? 0)}: set ${less}${raise}.`
  })
}

function excessesOf(load: CellLoad, caps: Partial<Caps>): readonly Amount[] {
  return amountsOf(load).filter(({ cap, amount }) => amount > (caps[cap] ?? Infinity))
}

function amountsOf({ users, connectRate = 0, messageRate = 0, deliveryRate = 0, seconds }: CellLoad): Amount[] {
  const messages = messageRate === Infinity ? 'as many messages as are answered' : `${whole(messageRate)} messages`
  return [
    { cap: 'users', amount: users, would: (host) => `connect ${whole(users)} users to ${host}`, less: 'fewer users' },
    {
      cap: 'rate',
      amount: connectRate,
      would: (host) => `open ${whole(connectRate)} connections per second to ${host}`,
      less: 'a lower rate',
    },
    {
      cap: 'rate',
      amount: messageRate,
      would: (host) => `send ${messages} per second to ${host}`,
      less: 'a lower rate',
    },
    {
      cap: 'deliveries',
      amount: deliveryRate,
      would: (host) => `have ${host} make ${whole(deliveryRate)} deliveries per second`,
      less: 'a lower rate or smaller rooms',
    },
    {
      cap: 'seconds',
      amount: seconds,
      would: (host) => `put load on ${host} for ${whole(seconds)} seconds in each trial`,
      less: 'a shorter window',
    },
  ]
}

function whole(amount: number): string {
  return Math.ceil(amount).toLocaleString('en-US')
}
