import { expect, test } from 'vitest'
import { evenRooms, roomsBySize, usersIn, usualMembers } from '../../load/rooms.ts'

test('users are dealt over rooms, those left over to the first ones', () => {
  expect(evenRooms(103, 10)).toEqual([
    { rooms: 3, members: 11, weight: 1 },
    { rooms: 7, members: 10, weight: 1 },
  ])
  expect(evenRooms(100, 10)).toEqual([{ rooms: 10, members: 10, weight: 1 }])
  expect(usersIn(evenRooms(103, 10))).toBe(103)
})

test('rooms are told apart, the largest first, those of one size in the order of their groups', () => {
  const groups = [
    { rooms: 1, members: 2, weight: 1 },
    { rooms: 2, members: 5, weight: 7 },
    { rooms: 1, members: 2, weight: 9 },
  ]
  expect(roomsBySize(groups)).toEqual([
    { members: 5, weight: 7, group: 1 },
    { members: 5, weight: 7, group: 1 },
    { members: 2, weight: 1, group: 0 },
    { members: 2, weight: 9, group: 2 },
  ])
})

test('the usual size is that of the room in which the median delivery is made', () => {
  const small = { rooms: 100, members: 10, weight: 10 }
  expect(usualMembers([small])).toBe(10)
  expect(usualMembers([{ rooms: 1, members: 99, weight: 99 }, small])).toBe(10)
  expect(usualMembers([{ rooms: 1, members: 101, weight: 101 }, small])).toBe(101)
})
