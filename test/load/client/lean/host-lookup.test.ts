import { expect, test } from 'vitest'
import { HostLookup } from '../../../../load/client/lean/host-lookup.ts'

const lookUp = (hosts: HostLookup, name: string, options: object): Promise<unknown[]> =>
  new Promise((resolve) => hosts.lookup(name, options, (...answer) => resolve(answer)))

test('a name is answered with all its addresses, or the first', async () => {
  const hosts = new HostLookup()
  const [, all] = (await lookUp(hosts, 'localhost', { all: true })) as [null, { address: string; family: number }[]]
  expect(all.map(({ address }) => address)).toContain('127.0.0.1')
  expect(await lookUp(hosts, 'localhost', {})).toEqual([null, all[0]?.address, all[0]?.family])
})

test('only addresses of the family that was asked for are given', async () => {
  expect(await lookUp(new HostLookup(), 'localhost', { all: true, family: 4 })).toEqual([
    null,
    [{ address: '127.0.0.1', family: 4 }],
  ])
})

test('a name that cannot be found is an error', async () => {
  const [error] = await lookUp(new HostLookup(), 'no-such-host.invalid', { all: true })
  expect(error).toBeInstanceOf(Error)
})
