import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { transports, type Transport } from '../../../load/client/chat-client.ts'
import { clientKinds, type ClientKind } from '../../../load/client/client-kind.ts'
import { traitsOf } from '../../../load/client/compile-dialect.ts'
import { shippedDialect, shippedDialectNames, type ShippedDialectName } from '../../../load/client/dialects/index.ts'
import { fitWorkload } from '../../../load/fit-workload.ts'
import { Recorder } from '../../../load/recorder.ts'
import { onlyOver } from '../../../load/transport-shares.ts'
import { runTrial } from '../../../load/trial.ts'
import { externalTarget } from '../../../target/external.ts'
import { startDialectGateway, type DialectGateway } from '../../support/gateways/dialect-gateway.ts'
import { testSecret } from '../../support/sign-token.ts'
import { measured, trialOptions, workloadOf } from '../../support/trial-options.ts'

const members = 4
const rooms = 2
const users = rooms * members
const arrivals = { model: 'open', schedule: { kind: 'constant', arrivalRate: 100, durationMs: users * 10 } } as const

/** Two rooms of four, as the gateway can bear them, in which everybody sends: 25 messages in the window. */
async function countsOf(name: ShippedDialectName, url: string, client: ClientKind, transport: Transport) {
  const definition = shippedDialect(name, { secret: testSecret })
  const traits = traitsOf(definition)
  const workload = workloadOf(members, 100, 250, {
    rooms: [{ rooms, members, weight: 1 }],
    transports: onlyOver(transport),
    connects: { warmUpUsers: 0, arrivals, timeoutMs: 10_000 },
    messages: { warmUpMs: 100, sendersPerRoom: members, acknowledged: true },
  })
  const options = trialOptions(externalTarget({ urls: [url] }), fitWorkload(workload, traits), { traits })
  const generator = { ...options.generator, client, dialect: { definition }, workers: 2 }
  const { ledger, failures, histograms } = measured(await runTrial({ ...options, generator }))
  const countIn = (histogram: string): number => {
    const encoded = histograms[histogram]
    return encoded === undefined ? 0 : Recorder.decode(encoded).count
  }
  return {
    ledger,
    failures,
    connects: countIn('connect'),
    joins: countIn('connect.join'),
    acks: countIn('ack'),
    deliveries: countIn('delivery'),
  }
}

/** What each dialect owes: to the members of the room, to everybody, or to nobody. */
const owed: Record<ShippedDialectName, number> = {
  reference: 25 * members,
  tutorial: 25 * members,
  'get-started': 25 * users,
  echo: 0,
}

describe.each(shippedDialectNames)('with the dialect %s', (name) => {
  const { acknowledges } = traitsOf(shippedDialect(name, { secret: testSecret }))
  let gateway: DialectGateway
  beforeAll(async () => {
    gateway = await startDialectGateway(name)
  })
  afterAll(() => gateway.stop())

  describe.each(transports)('over %s', (transport) => {
    test.each(clientKinds)('the %s client counts everything that is owed', async (client) => {
      expect(await countsOf(name, gateway.url, client, transport)).toEqual({
        ledger: {
          ...{ due: 25, sent: 25, dropped: 0, expected: owed[name], delivered: owed[name], lost: 0 },
          ...{ duplicated: 0, reordered: 0, unexpected: 0 },
        },
        failures: {},
        connects: users,
        joins: name === 'reference' ? users : 0,
        acks: acknowledges ? 25 : 0,
        deliveries: owed[name],
      })
    })
  })
})
