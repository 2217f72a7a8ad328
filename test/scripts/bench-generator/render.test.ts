import { expect, test } from 'vitest'
import type { GeneratorMeasurement } from '../../../scripts/bench-generator/measurement.ts'
import { mediansOf, renderMedians } from '../../../scripts/bench-generator/render.ts'

const measured = (connectCpuMicros: number, rest: Partial<GeneratorMeasurement> = {}): GeneratorMeasurement => ({
  connectCpuMicros,
  rssBytesPerUser: 8_000,
  deliveryCpuMicros: 6,
  deliveriesPerSecond: 100_000,
  ...rest,
})
const measurements = {
  lean: [measured(100), measured(300), measured(120)],
  ws: [measured(200), measured(220)],
  'socket.io-client': [measured(400, { rssBytesPerUser: 40_000, deliveryCpuMicros: 8, deliveriesPerSecond: 50_000 })],
}

test('the median of an odd and of an even number of measurements is taken', () => {
  const medians = mediansOf(measurements)
  expect([medians.lean.connectCpuMicros, medians.ws.connectCpuMicros]).toEqual([120, 210])
})

test('the kinds of client stand side by side with their ratios and the aims', () => {
  expect(renderMedians(mediansOf(measurements))).toMatchInlineSnapshot(`
    "                           lean      ws  socket.io-client  lean ratio  ws ratio          aim (lean)
    CPU per connect (us)        120     210               400        0.30      0.53  ratio 0.3: reached
    memory per user (bytes)    8000    8000             40000        0.20      0.20      12288: reached
    CPU per delivery (us)      6.00    6.00              8.00        0.75      0.75  ratio 0.65: missed
    deliveries per second    100000  100000             50000        2.00      2.00                   -
    "
  `)
})
