import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import type { Cell } from '../../../scripts/bench/cell.ts'
import { gatewayRootOf } from '../../../scripts/bench/gateway-root.ts'

const own = { name: 'chat', urls: ['http://127.0.0.1:3000'], metricsUrls: [], tls: undefined }
const external = { own: { kind: 'external', ...own } } as unknown as Cell
const startedIn = (cwd: string | undefined) => ({ own: { kind: 'started', cwd, ...own } }) as unknown as Cell
const reference = { target: 'single' } as unknown as Cell

test('the reference gateway is on the packages of gatecrash', () => {
  expect(gatewayRootOf([reference])).toBeUndefined()
})

test('a gateway that we start is on the packages of its folder', () => {
  expect(gatewayRootOf([startedIn('/srv/chat')])).toEqual(new URL('file:///srv/chat/'))
})

test('a gateway that we start without a folder is on the packages of the current one', () => {
  expect(gatewayRootOf([startedIn(undefined)])).toEqual(pathToFileURL(`${process.cwd()}/`))
})

test('nobody knows the packages of a gateway that runs already', () => {
  expect(gatewayRootOf([external])).toBe('unknown')
})

test('one report cannot say the packages of two folders', () => {
  expect(gatewayRootOf([startedIn('/srv/a'), startedIn('/srv/b')])).toBe('unknown')
})
