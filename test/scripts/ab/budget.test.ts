import { expect, test } from 'vitest'
import { Budget } from '../../../scripts/ab/budget.ts'
import { VirtualTimers } from '../../support/virtual-timers.ts'

function budgetOf(ms: number) {
  const clock = new VirtualTimers(5000)
  const budget = new Budget(ms, clock)
  const pair = (durationMs: number) => {
    budget.begin()
    clock.freezeUntil(clock.now() + durationMs)
    budget.end()
  }
  return { clock, budget, pair }
}

test('the first pair may begin, however short the budget is', () => {
  expect(budgetOf(1).budget.hasRoom).toBe(true)
})

test('the time before the first pair is not counted', () => {
  const { clock, budget, pair } = budgetOf(1000)
  clock.freezeUntil(100_000)
  pair(400)
  expect(budget.hasRoom).toBe(true)
})

test('a pair may begin only if it can end in time', () => {
  const { budget, pair } = budgetOf(1000)
  pair(400)
  pair(200)
  expect(budget.hasRoom).toBe(true)
  pair(1)
  expect(budget.hasRoom).toBe(false)
})

test('what passes between pairs is counted', () => {
  const { clock, budget, pair } = budgetOf(1000)
  pair(400)
  clock.freezeUntil(clock.now() + 201)
  expect(budget.hasRoom).toBe(false)
})

test('a pair that was slow long ago is forgotten', () => {
  const { budget, pair } = budgetOf(1000)
  pair(500)
  for (let n = 0; n < 9; n++) pair(10)
  expect(budget.hasRoom).toBe(false)
  pair(10)
  expect(budget.hasRoom).toBe(true)
})
