import type { Cell } from '../cell.ts'
import { amountText } from './amount-text.ts'
import { capsAt, type Caps } from './caps.ts'
import { isLoopback } from './loopback.ts'

/** Which caps hold for each target, and which hosts may be put under load besides this machine. */
export function capLines(
  targets: readonly Cell[],
  given: Partial<Caps>,
  allowHosts: readonly string[],
): readonly string[] {
  const foreign = new Set(
    targets.flatMap(({ own }) => (own?.urls ?? []).filter((url) => !isLoopback(url)).map((url) => new URL(url).host)),
  )
  return [
    ...targets.map(({ target, own }) => `Caps of ${target}: ${capsText(capsAt(own?.urls ?? [], given))}.`),
    foreign.size === 0 ? 'Hosts: this machine alone.' : `Hosts: ${[...foreign].join(', ')}.`,
    ...(allowHosts.length === 0 ? [] : [`Allowed: ${allowHosts.join(', ')}.`]),
  ]
}

function capsText({ users, rate, deliveries, seconds }: Partial<Caps>): string {
  const held = [
    users === undefined ? [] : `${amountText(users)} users`,
    rate === undefined ? [] : `${amountText(rate)} connections/s and messages/s`,
    deliveries === undefined ? [] : `${amountText(deliveries)} deliveries/s`,
    seconds === undefined ? [] : `${amountText(seconds)} s of load a trial`,
  ].flat()
  return held.length === 0 ? 'none, since it is this machine' : held.join(', ')
}
