import fc from 'fast-check'
import { expect, it } from 'vitest'

import type { UserContext } from '../../../load/artillery-engine/engine/artillery.ts'
import { artilleryHelpers } from '../../support/artillery-helpers.ts'
import { runUsers } from '../../support/engine-run.ts'

const target = 'http://127.0.0.1:1'

type Done = (error?: unknown, value?: unknown) => void

/** Artillery's own loops, which is what ours must do. */
interface LoopMaker {
  createLoopWithCount(
    count: unknown,
    steps: readonly ((context: UserContext, done: (error: null, context: UserContext) => void) => void)[],
    options: object,
  ): (context: UserContext, done: (error: unknown, context: UserContext) => void) => void
}

it.each([
  ['a function that calls back', (_context: unknown, _events: unknown, done: Done) => setImmediate(done)],
  ['a function that returns a promise', () => Promise.resolve()],
])('waits for %s', async (_what, work) => {
  const { errors } = await runUsers({ target, flow: [{ function: 'work' }], processor: { work } })
  expect(errors).toEqual([null])
})

it.each([
  ['calls back with an error', (_context: unknown, _events: unknown, done: Done) => done(new Error('no luck'))],
  ['rejects', () => Promise.reject(new Error('no luck'))],
  [
    'throws',
    () => {
      throw new Error('no luck')
    },
  ],
])('fails the user whose function %s', async (_what, work) => {
  const { errors, told } = await runUsers({ target, flow: [{ function: 'work' }], processor: { work } })
  expect(errors).toMatchObject([{ message: 'no luck' }])
  expect(told).toEqual(['no luck'])
})

it('counts a failure by its code where it has one', async () => {
  const work = () => Promise.reject(Object.assign(new Error('many words'), { code: 'EWORDS' }))
  const { told } = await runUsers({ target, flow: [{ function: 'work' }], processor: { work } })
  expect(told).toEqual(['EWORDS'])
})

it('loops as Artillery does: counts, ranges, lists and variables', async () => {
  const helpers = (await artilleryHelpers()) as unknown as LoopMaker
  const count = fc.oneof(
    fc.integer({ min: 1, max: 4 }),
    fc.constantFrom('3', '2-5', '{{ three }}', '{{ none }}', '{{ zero }}'),
  )
  const over = fc.constantFrom(undefined, ['a', 'b'], 'list', 'empty', 'three')
  await fc.assert(
    fc.asyncProperty(count, over, async (times, list) => {
      // A range that begins behind the end of the list is none: Artillery would go on without end.
      fc.pre(times !== '2-5' || list === undefined)
      const vars = { three: 3, zero: 0, list: ['x', 'y', 'z'], empty: [] }
      const theirs: unknown[] = []
      const context: UserContext = { vars: { ...vars }, funcs: {} }
      const visit = (into: unknown[], { vars: seen }: UserContext) =>
        into.push([seen['$loopCount'], seen['$loopElement']])
      const step = (seen: UserContext, done: (error: null, context: UserContext) => void): void => {
        visit(theirs, seen)
        done(null, seen)
      }
      await new Promise((resolve) => {
        helpers.createLoopWithCount(times, [step], { overValues: list })(context, resolve)
      })
      const ours: unknown[] = []
      const processor = {
        visit(seen: UserContext, _events: unknown, done: Done) {
          visit(ours, seen)
          done()
        },
      }
      const loop = { loop: [{ function: 'visit' }], count: times, ...(list === undefined ? {} : { over: list }) }
      const { errors } = await runUsers({ target, flow: [loop], processor }, [vars])
      expect(errors).toEqual([null])
      expect(ours).toEqual(theirs)
    }),
    { numRuns: 100 },
  )
})

it('loops while a function says so', async () => {
  const processor = {
    more: ({ vars }: UserContext, done: (goesOn: boolean) => void) => done(Number(vars['$loopCount']) < 3),
    soon: ({ vars }: UserContext) => Promise.resolve(Number(vars['$loopCount']) < 2),
  }
  const flow = [{ loop: [], whileTrue: 'more' }]
  expect((await runUsers({ target, flow, processor })).vars).toMatchObject([{ $loopCount: 3 }])
  const later = [{ loop: [], whileTrue: 'soon' }]
  expect((await runUsers({ target, flow: later, processor })).vars).toMatchObject([{ $loopCount: 2 }])
})

it('keeps nobody waiting with a loop that waits for nothing', async () => {
  let isOver = false
  const processor = { more: (_context: UserContext, done: (goesOn: boolean) => void) => done(!isOver) }
  setTimeout(() => (isOver = true), 20)
  const { errors } = await runUsers({ target, flow: [{ loop: [], whileTrue: 'more' }], processor })
  expect(errors).toEqual([null])
})

it('does steps in parallel', async () => {
  const meeting = Promise.withResolvers<void>()
  const processor = {
    wait: () => meeting.promise,
    come: () => Promise.resolve(meeting.resolve()),
  }
  const { errors } = await runUsers({
    target,
    flow: [{ parallel: [{ function: 'wait' }, { function: 'come' }] }],
    processor,
  })
  expect(errors).toEqual([null])
})

it('does no more steps in parallel than it may', async () => {
  let inside = 0
  let most = 0
  const processor = {
    async visit() {
      most = Math.max(most, ++inside)
      await new Promise((resolve) => setImmediate(resolve))
      inside--
    },
  }
  const step = { function: 'visit' }
  await runUsers({ target, flow: [{ parallel: [step, step, step, step], limit: 2 }], processor })
  expect(most).toBe(2)
})

it.each([0, 0.01, '{{ short }}', '10ms', '0.01'])('thinks for %s', async (think) => {
  const { errors } = await runUsers({ target, flow: [{ think }] }, [{ short: 0.01 }])
  expect(errors).toEqual([null])
})

it('takes half a second for half a second', async () => {
  const startedAt = performance.now()
  await runUsers({ target, flow: [{ think: 0.5 }] })
  // Of 0.5 Artillery's own tool makes one millisecond; a timer never comes early.
  expect(performance.now() - startedAt).toBeGreaterThan(490)
})

it('fails a user whose time to think is none', async () => {
  const { errors } = await runUsers({ target, flow: [{ think: '{{ word }}' }] }, [{ word: 'soon' }])
  expect(errors[0]?.message).toContain('Invalid think time')
})

it('calls what the scenario has before and after its flow', async () => {
  const order: string[] = []
  const note = (word: string) => (_context: unknown, _events: unknown, done: Done) => {
    order.push(word)
    done()
  }
  const processor = { before: note('before'), within: note('within'), after: note('after') }
  const scenario = { beforeScenario: 'before', afterScenario: ['after'] }
  await runUsers({ target, flow: [{ function: 'within' }], scenario, processor })
  expect(order).toEqual(['before', 'within', 'after'])
})
