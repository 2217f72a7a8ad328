import { summarise } from '../../reports/summary.ts'
import type { Report, Result } from '../../reports/report.ts'
import type { Saturation, SaturationStep } from '../../reports/saturation.ts'
import { sampleReport, sampleResult } from './sample-report.ts'
import { completedTrial } from './sample-trial.ts'

/** Loads, outcomes and response times of two searches, as a gateway gives them that holds some 172 messages per second. */
const searches = [
  [
    [10, 4.1],
    [20, 4.4],
    [40, 5.2],
    [80, 7.9],
    [160, 31],
    [320, 2410],
    [226.3, 1180],
    [190.3, 412],
    [174.5, 271],
    [167.1, 64],
    [170.8, 118],
    [170.8, 97],
    [174.5, 303],
  ],
  [
    [153.4, 24],
    [185.6, 377],
    [168.7, 88],
    [176.9, 344],
    [172.8, 131],
    [172.8, 140],
    [176.9, 290],
  ],
] as const

/** A report of a saturation search: a result for each load that was offered, and what came of them. */
export function saturationReport(fields: Partial<Saturation> = {}): Report {
  const loads = [...new Set(searches.flat().map(([load]) => load))]
  const results = loads.map((load): Result => {
    const offered = searches.flat().filter((one) => one[0] === load)
    const trials = offered.map(([, p99]) =>
      completedTrial({ metrics: { 'delivery.p99': p99, 'delivery.rate': load * 500 } }),
    )
    return sampleResult({ parameters: { members: 500, rate: load }, trials, summary: summarise(trials) })
  })
  const counts = new Map<number, number>()
  const stepsOf = (list: (typeof searches)[number]) =>
    list.map(([load, p99]): SaturationStep => {
      const trial = counts.get(load) ?? 0
      counts.set(load, trial + 1)
      const held = p99 < 250
      return {
        load,
        outcome: held ? 'held' : 'not-held',
        reason: `delivery.p99 was ${p99} ms${held ? '' : '; delivery.p50 grew by 61 ms each second, so a queue was filling'}`,
        witness: 5.2,
        trials: [{ result: loads.indexOf(load), trial }],
      }
    })
  const saturation: Saturation = {
    scenario: 'fan-out',
    target: 'single',
    instances: 1,
    adapter: 'memory',
    transport: 'websocket',
    parameter: 'rate',
    unit: 'messages per second and room',
    slos: ['delivery.p99<250', 'delivery.lost==0', 'send.dropped==0'],
    resolution: 0.03,
    searches: [
      { end: 'saturated', found: 170.8, adjusted: 171.6, steps: stepsOf(searches[0]) },
      { end: 'saturated', found: 172.8, adjusted: 172.1, steps: stepsOf(searches[1]) },
    ],
    atLeast: false,
    asFound: { median: 171.8, low: 170.8, high: 172.8, n: 2, coverage: 0.5 },
    atMedianSpeed: { median: 171.85, low: 171.6, high: 172.1, n: 2, coverage: 0.5 },
    deliveries: 85_900,
    binding: {
      resource: 'gateway',
      evidence: ['The event loop of the gateway was busy 99 % where the load was not held, 91 % where it was.'],
    },
    ...fields,
  }
  return sampleReport({ results, saturation: [saturation] })
}

/** The saturation of {@link saturationReport} alone. */
export function sampleSaturation(fields: Partial<Saturation> = {}): Saturation {
  const [saturation] = saturationReport(fields).saturation ?? []
  if (saturation === undefined) throw new Error('there is none')
  return saturation
}
