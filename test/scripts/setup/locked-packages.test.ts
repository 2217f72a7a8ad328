import { expect, test } from 'vitest'

import { areAsLocked } from '../../../scripts/setup/locked-packages.js'

const ws = { version: '8.23.0', integrity: 'sha512-a' }
const locked = { packages: { '': {}, 'node_modules/ws': ws } }

test('accepts what is installed as locked', () => {
  expect(areAsLocked(locked, { packages: { 'node_modules/ws': ws } })).toBe(true)
})

test.each([
  { title: 'a missing package', installed: {} },
  { title: 'another version', installed: { 'node_modules/ws': { ...ws, version: '8.22.0' } } },
  { title: 'another content', installed: { 'node_modules/ws': { ...ws, integrity: 'sha512-b' } } },
])('notices $title', ({ installed }) => {
  expect(areAsLocked(locked, { packages: installed })).toBe(false)
})

test('does without packages of other platforms, but not with a wrong one', () => {
  const optional = { packages: { 'node_modules/fsevents': { version: '2.3.3', optional: true } } }
  expect(areAsLocked(optional, { packages: {} })).toBe(true)
  expect(areAsLocked(optional, { packages: { 'node_modules/fsevents': { version: '2.0.0' } } })).toBe(false)
})
