import { describe, expect, test } from 'vitest'
import { wireBytes } from '../../../reports/model/wire-bytes.ts'
import type { Result } from '../../../reports/report.ts'
import { summarise } from '../../../reports/summary.ts'
import { byTransport, fanOutLoad } from '../../support/offered-load.ts'
import { sampleResult } from '../../support/sample-report.ts'
import { completedTrial } from '../../support/sample-trial.ts'

const members = 10
const payloadBytes = 100

function resultOf(transport: 'websocket' | 'polling', metrics: Readonly<Record<string, number>>): Result {
  const by = (value: number) => byTransport({ [transport]: value })
  const offered = fanOutLoad(
    { members, rate: 20, payloadBytes },
    { users: by(10), messages: by(20), deliveries: by(200) },
  )
  const trials = [completedTrial({ metrics })]
  return sampleResult({ transport, offered, trials, summary: summarise(trials) })
}

const websocket = resultOf('websocket', {
  'message.requests': 0,
  'message.bytesUp': payloadBytes + 60,
  'message.bytesDown': members * (payloadBytes + 90),
})
const polling = resultOf('polling', {
  'message.requests': 11,
  'message.bytesUp': payloadBytes + 60 + 11 * 230,
  'message.bytesDown': members * (payloadBytes + 90) + 11 * 180,
})

describe('bytes on the wire', () => {
  test('are what a message and a delivery take beyond the text', () => {
    expect(wireBytes([websocket])).toMatchObject({ 'messageUp.websocket': 60, 'deliveryDown.websocket': 90 })
  })

  test('are for polling what the same packets leave over, by request', () => {
    expect(wireBytes([websocket, polling])).toMatchObject({
      'messageUp.polling': 60,
      'requestUp.polling': 230,
      'requestDown.polling': 180,
    })
  })

  test('are not told of polling where the packets of a websocket are not known', () => {
    expect(wireBytes([polling])).toEqual({})
  })

  test('are not told by results with acknowledgements', () => {
    const { offered } = websocket
    if (offered === undefined) throw new Error('nothing was offered')
    expect(wireBytes([{ ...websocket, offered: { ...offered, acknowledged: true } }])).toEqual({})
  })
})
