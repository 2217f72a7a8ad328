import { expect, test } from 'vitest'

import { formatCpuList, parseCpuList } from '../../target/cpu-list.ts'

test.each([
  ['0', [0]],
  ['0-3', [0, 1, 2, 3]],
  ['0-1,4,6-7\n', [0, 1, 4, 6, 7]],
])('reads %j', (text, cpus) => {
  expect(parseCpuList(text)).toEqual(cpus)
})

test.each(['', '0-', 'a', '1;2'])('refuses %j', (text) => {
  expect(() => parseCpuList(text)).toThrow(RangeError)
})

test('writes a list as taskset takes it', () => {
  expect(formatCpuList([0, 1, 5])).toBe('0,1,5')
})
