import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'

import { expect, onTestFinished, test } from 'vitest'

import { parseCpuList } from '../../target/cpu-list.ts'
import { Placement, readMachine } from '../../target/placement.ts'

async function cpusOf(pid: number): Promise<readonly number[]> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return parseCpuList(/^Cpus_allowed_list:\s*(\S+)$/m.exec(status)?.[1] ?? '')
}

async function spawned(launcher: readonly string[]): Promise<number> {
  const [program = '', ...args] = [...launcher, 'sleep', '600']
  const child = spawn(program, args)
  await once(child, 'spawn')
  onTestFinished(() => void child.kill('SIGKILL'))
  return child.pid ?? -1
}

test('puts a launcher before the command of each process where there is a plan', () => {
  const placement = new Placement({ cpus: [0, 1, 2, 3], canPin: true, instances: 2, redis: true })
  expect(placement.startLauncher).toEqual(['taskset', '-c', '0,1,2,3'])
  expect(placement.targetLauncher).toEqual(['taskset', '-c', '0,1'])
  expect(placement.redisLauncher).toEqual(['taskset', '-c', '2'])
  expect(placement.generatorLauncher).toEqual(['taskset', '-c', '3'])
})

test('puts nothing before a command where nothing is pinned', () => {
  const placement = new Placement({ cpus: [0], canPin: true, instances: 1, redis: true })
  expect([placement.startLauncher, placement.redisLauncher, placement.generatorLauncher]).toEqual([[], [], []])
})

test('moves a process that runs already to the CPUs of its instance', async () => {
  const machine = await readMachine()
  const pid = await spawned([])
  const placement = new Placement({ ...machine, instances: 1, redis: false })
  await placement.pinInstance(0, pid)
  expect(await cpusOf(pid)).toEqual(placement.plan.pinned ? placement.plan.instances[0] : machine.cpus)
})

test('survives being recorded as JSON', () => {
  const { plan } = new Placement({ cpus: [0, 1], canPin: true, instances: 2, redis: true })
  expect(JSON.parse(JSON.stringify(plan))).toEqual(plan)
})
