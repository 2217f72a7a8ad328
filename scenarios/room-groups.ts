import type { TextParameter } from './parameter.ts'

/** Rooms of one size, as a person writes them: `20x10` is 20 rooms of 10 members. */
export interface RoomSize {
  readonly rooms: number
  readonly members: number
}

const mostGroups = 50
const mostUsers = 1_000_000
const form = 'rooms x members, several with commas, such as 20x10,2x200'

/** A {@link RoomSize} list, or in the words of a problem what the text must be. */
export function parseRoomGroups(text: string): readonly RoomSize[] | { readonly mustBe: string } {
  const groups: RoomSize[] = []
  for (const part of text.split(',')) {
    const [, rooms, members] = /^\s*([1-9]\d{0,6})\s*x\s*([1-9]\d{0,6})\s*$/.exec(part) ?? []
    if (rooms === undefined || members === undefined) return { mustBe: form }
    groups.push({ rooms: Number(rooms), members: Number(members) })
  }
  if (groups.length > mostGroups) return { mustBe: `${mostGroups} groups of rooms at most, not ${groups.length}` }
  const users = groups.reduce((sum, { rooms, members }) => sum + rooms * members, 0)
  return users > mostUsers ? { mustBe: `for ${mostUsers} users at most, not ${users}` } : groups
}

/** The parameter of scenarios whose rooms have different sizes. */
export const roomGroupsParameter = {
  type: 'text',
  form,
  sentence: 'How many rooms there are of which size; each user is a member of one.',
  mustBe: (text) => {
    const read = parseRoomGroups(text)
    return 'mustBe' in read ? read.mustBe : undefined
  },
  defaults: { smoke: '10x10,1x100', standard: '40x10,2x200', full: '100x10,5x200' },
} as const satisfies TextParameter

/** The groups of a text that was read before. Throws a `RangeError` for one that is none: a bug. */
export function roomGroupsOf(text: string): readonly RoomSize[] {
  const read = parseRoomGroups(text)
  if ('mustBe' in read) throw new RangeError(`rooms must be ${read.mustBe}; got "${text}"`)
  return read
}
