import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildEngine } from '../../../../scripts/build-engine.ts'
import { measureArtillery } from '../../../../scripts/bench-generator/artillery/measure.ts'
import { resolveJwtSecret } from '../../../../target/jwt-secret.ts'
import { Placement, readMachine } from '../../../../target/placement.ts'
import { singleTarget } from '../../../../target/single.ts'
import type { RunningTarget } from '../../../../target/target.ts'

const secret = resolveJwtSecret({})
const patienceMs = 240_000
let target: RunningTarget

beforeAll(async () => {
  await buildEngine()
  const placement = new Placement({ ...(await readMachine()), instances: 1, redis: false })
  target = await singleTarget({ env: { JWT_SECRET: secret }, placement, delayResolutionMs: 0 }).start()
})
afterAll(() => target.stop())

test(
  'a virtual user is measured with either engine',
  async () => {
    for (const kind of ['gatecrash', 'socketio-v3'] as const) {
      const task = { kind, url: target.urls[0] ?? '', secret, users: 20, launcher: [] }
      const { cpuMicrosPerUser, rssBytesPerUser } = await measureArtillery(task, new AbortController().signal)
      expect([Number.isFinite(cpuMicrosPerUser), Number.isFinite(rssBytesPerUser)]).toEqual([true, true])
    }
  },
  patienceMs,
)

test(
  'users who do not get through end the measurement with what Artillery said',
  async () => {
    const task = { kind: 'gatecrash', url: 'http://127.0.0.1:9', secret, users: 10, launcher: [] } as const
    await expect(measureArtillery(task, new AbortController().signal)).rejects.toThrow(/did not get 2 users through/)
  },
  patienceMs,
)
