import { expect, test } from 'vitest'
import { perUser } from '../../../../scripts/bench-generator/artillery/measurement.ts'
import { artilleryMediansOf, renderArtillery } from '../../../../scripts/bench-generator/artillery/render.ts'

test('a user costs what further users add to a run, start and collections left out', () => {
  const few = { users: 100, cpuOfConnects: 150, cpuBeforeLeaving: 9_000, cpuInAll: 9_050, rssBytesPerUser: 7 }
  const all = { users: 500, cpuOfConnects: 900, cpuBeforeLeaving: 20_000, cpuInAll: 20_100, rssBytesPerUser: 8 }
  expect(perUser(few, all)).toEqual({ cpuMicrosPerUser: 2, rssBytesPerUser: 8 })
})

test('the engines stand side by side, with and without what an idle user costs', () => {
  const measured = (cpuMicrosPerUser: number, rssBytesPerUser: number) => [{ cpuMicrosPerUser, rssBytesPerUser }]
  const measurements = {
    idle: measured(100, 4_000),
    gatecrash: [...measured(190, 6_000), ...measured(210, 6_000)],
    'socketio-v3': measured(2_100, 24_000),
  }
  expect(renderArtillery(artilleryMediansOf(measurements))).toMatchInlineSnapshot(`
    "Artillery                        idle  gatecrash  socketio-v3  ratio  ratio beyond idle    aim (ratio)
    CPU per virtual user (us)         100        200         2100   0.10               0.05  0.15: reached
    memory per virtual user (bytes)  4000       6000        24000   0.25               0.10   0.15: missed
    "
  `)
})
