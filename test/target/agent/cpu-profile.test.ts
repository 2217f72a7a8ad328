import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readCpuProfile } from '../../../reports/cpu-profile/cpu-profile.ts'
import { clusterTarget } from '../../../target/cluster.ts'
import { singleTarget } from '../../../target/single.ts'
import { plainGateway } from '../../support/plain-gateway-command.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

test('a profile of a running gateway names its functions, and where they were written', async () => {
  const running = await singleTarget().start()
  try {
    const path = join(await temporaryFolder(), 'one.cpuprofile')
    const [profiler] = running.profilers ?? []
    await profiler?.start()
    await Promise.all(
      Array.from({ length: 300 }, () => fetch(`${running.urls[0]}/metrics`).then((page) => page.text())),
    )
    await profiler?.stop(path)
    const { nodes } = readCpuProfile(await readFile(path, 'utf8'), path)
    const ours = nodes.map(({ callFrame }) => callFrame).filter(({ url }) => url.includes('/target/gateway/metrics/'))
    // Which of them are met is up to the samples.
    expect(ours.filter(({ functionName }) => functionName !== '')).not.toEqual([])
    // The code that runs has but one line; these are the lines of the TypeScript.
    expect(Math.min(...ours.map(({ lineNumber }) => lineNumber))).toBeGreaterThan(5)
  } finally {
    await running.stop()
  }
})

test.each(['redis', 'ipc'] as const)('each instance of a cluster by %s has a profile of its own', async (adapter) => {
  const running = await clusterTarget({ ...plainGateway, adapter }).start()
  try {
    const folder = await temporaryFolder()
    const profilers = running.profilers ?? []
    expect(profilers).toHaveLength(2)
    await Promise.all(profilers.map((profiler) => profiler.start()))
    await Promise.all(profilers.map((profiler, n) => profiler.stop(join(folder, `${n}.cpuprofile`))))
    for (const n of [0, 1]) {
      const path = join(folder, `${n}.cpuprofile`)
      expect(readCpuProfile(await readFile(path, 'utf8'), path).nodes.length).toBeGreaterThan(0)
    }
  } finally {
    await running.stop()
  }
})

test('a profile that nobody began cannot be ended', async () => {
  const running = await singleTarget(plainGateway).start()
  try {
    await expect(running.profilers?.[0]?.stop('/nowhere')).rejects.toThrow(
      'Instance 1 takes no CPU profile: no profile is being taken.',
    )
  } finally {
    await running.stop()
  }
})
