import { expect } from 'vitest'
import { benchExample, completeLedger, everyTransport } from './example-bench.ts'

/** Expects that both clients count the same over every transport when they use an example, and that nothing is missing. */
export async function expectWitness(configuration: string, args: readonly string[] = []): Promise<void> {
  const over = [...args, '--transport', everyTransport]
  const lean = await benchExample(configuration, [...over, '--client', 'lean'])
  const official = await benchExample(configuration, [...over, '--client', 'socket.io'])
  const complete = everyTransport.split(',').map((transport) => ({ transport, ledger: completeLedger, failures: {} }))
  expect(lean).toEqual(complete)
  expect(official).toEqual(lean)
}
