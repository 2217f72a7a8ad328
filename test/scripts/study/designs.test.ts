import { describe, expect, test } from 'vitest'
import { offeredLoadOf } from '../../../load/offered-load-of.ts'
import { operationsOf } from '../../../reports/model/operations.ts'
import { costIds, type CostId } from '../../../reports/model/cost-model.ts'
import { cellKey, type WorkloadCell } from '../../../scripts/bench/cell.ts'
import { heldOutCells } from '../../../scripts/bench-plan/held-out.ts'
import { calibrationCells } from '../../../scripts/calibrate/design.ts'
import { scaleCells } from '../../../scripts/scale/design.ts'
import { referenceCell } from '../../../scripts/study/reference-cell.ts'

const calibration = calibrationCells({ adapter: 'redis', instances: 3 })
const heldOut = heldOutCells('redis')
const scaleOut = scaleCells({ adapters: ['redis', 'redis-streams'], instances: [2, 3, 5] })

const operations = ({ scenario, values, transport, instances, adapter }: WorkloadCell) =>
  operationsOf(offeredLoadOf(scenario.workload(values, transport, 1)), {
    instances,
    adapter: adapter ?? 'memory',
  })

describe.each([
  ['calibration', calibration],
  ['held-out', heldOut],
  ['scale-out', scaleOut],
])('the cells of %s', (_, cells) => {
  test('are different, and each has a name of its own', () => {
    expect(new Set(cells.map(cellKey)).size).toBe(cells.length)
    expect(new Set(cells.map(({ label }) => label)).size).toBe(cells.length)
  })
})

test('a calibration does everything that has a cost', () => {
  const done = new Set<CostId>(['wake', 'deliveryWake'])
  for (const cell of calibration) {
    const { perInstance, redis } = operations(cell)
    for (const [id, count] of Object.entries({ ...perInstance, ...redis })) if (count > 0) done.add(id as CostId)
  }
  expect([...done].sort()).toEqual([...costIds].sort())
})

test('no held-out workload is one of the calibration', () => {
  const loads = (cells: readonly WorkloadCell[]) =>
    cells.map(({ scenario, values, transport }) =>
      JSON.stringify(offeredLoadOf(scenario.workload(values, transport, 1))),
    )
  const known = new Set(loads(calibration))
  expect(loads(heldOut).filter((load) => known.has(load))).toEqual([])
})

test('held-out workloads are eight at least, with rooms, payloads and transports mixed, alone and in clusters', () => {
  expect(heldOut.length).toBeGreaterThanOrEqual(8)
  const offered = heldOut.map(({ scenario, values, transport }) =>
    offeredLoadOf(scenario.workload(values, transport, 1)),
  )
  expect(offered.some(({ rooms }) => rooms.length > 1)).toBe(true)
  expect(new Set(offered.map(({ payloadBytes }) => payloadBytes)).size).toBeGreaterThan(2)
  expect(offered.some(({ users }) => users.polling > 0 && users.websocket > 0)).toBe(true)
  expect(new Set(heldOut.map(({ instances }) => instances))).toEqual(new Set([1, 2, 3]))
})

test('an instance has as much of its own to do, whatever the size of the cluster', () => {
  const messages = scaleOut.map((cell) => operations(cell).perInstance.message ?? 0)
  for (const count of messages) expect(count).toBeCloseTo(messages[0] ?? 0, 0)
})

test('the reference load sends for longer than any study lasts', () => {
  expect(referenceCell().values.number('window')).toBeGreaterThanOrEqual(3_600_000)
})
