import type { OfferedLoad } from '../../load/offered-load.ts'
import { formatNumber } from '../render/number-format.ts'
import { targetTitle } from '../render/section.ts'
import type { Result } from '../report.ts'

/** What was asked of which target, as short as it can be told apart: `40x10, 1,200/s, 128 B on single`. */
export function workloadName(offered: OfferedLoad, target: Pick<Result, 'target' | 'instances' | 'adapter'>): string {
  return `${loadName(offered)} on ${targetTitle(target)}`
}

/** What was asked: rooms x members, messages per second, bytes of text, and what is unusual: `40x10, 1,200/s, 128 B`. */
export function loadName(offered: OfferedLoad): string {
  const rooms = offered.rooms.filter(({ messages }) => messages > 0).map(({ rooms, members }) => `${rooms}x${members}`)
  const rate = sum(offered.messages)
  const users = sum(offered.users)
  const words = [
    rooms.join('+'),
    `${print(rate)}/s`,
    `${print(offered.payloadBytes)} B`,
    ...(offered.acknowledged ? ['acknowledged'] : []),
    ...shareOf('polling', offered.users.polling, users),
    ...shareOf('upgraded', offered.users.upgrade, users),
  ]
  return words.join(', ')
}

function shareOf(name: string, part: number, whole: number): string[] {
  if (part === 0) return []
  return [part === whole ? name : `${print((100 * part) / whole)} % ${name}`]
}

function sum({ websocket, upgrade, polling }: OfferedLoad['users']): number {
  return websocket + upgrade + polling
}

function print(value: number): string {
  return formatNumber(value, Number.isInteger(value) || value >= 100 ? 0 : 1)
}
