import { describe, expect, test } from 'vitest'
import { traitsOf } from '../../../load/client/compile-dialect.ts'
import type { DialectDefinition } from '../../../load/client/dialect-definition.ts'
import { shippedDialect, type ShippedDialectName } from '../../../load/client/dialects/index.ts'
import { scenarios } from '../../../scenarios/index.ts'
import type { DialectChoice } from '../../../scripts/bench/dialect-choice.ts'
import { unfitReason } from '../../../scripts/bench/scenario-fit.ts'

const choiceOf = (definition: DialectDefinition): DialectChoice => ({
  name: definition.name ?? 'own',
  spec: { definition },
  traits: traitsOf(definition),
})
const shipped = (name: ShippedDialectName): DialectChoice => choiceOf(shippedDialect(name, { secret: 'secret' }))
const fittingOf = (dialect: DialectChoice): readonly string[] =>
  scenarios.filter((scenario) => unfitReason(scenario, dialect) === undefined).map(({ name }) => name)
const reasonFor = (name: string, dialect: DialectChoice): string | undefined => {
  const scenario = scenarios.find((one) => one.name === name)
  return scenario && unfitReason(scenario, dialect)
}

describe('which scenarios fit', () => {
  test('the reference gateway: all of them', () => {
    expect(fittingOf(shipped('reference'))).toEqual(scenarios.map(({ name }) => name))
  })

  test.each([
    ['tutorial', ['connect', 'fan-out', 'transport', 'mix']],
    ['get-started', ['connect', 'fan-out', 'transport', 'mix']],
    ['echo', ['connect', 'ack']],
  ] as const)('the dialect %s', (name, fitting) => {
    expect(fittingOf(shipped(name))).toEqual(fitting)
  })
})

describe('a scenario that does not fit is refused with what to do', () => {
  const silent = choiceOf({ send: ['message', '{{text}}'], relays: false })
  test.each([
    ['fan-out', shipped('echo'), /relays nothing: run connect or ack, or set "relays: true"/],
    ['mix', silent, /relays nothing: run connect, or set/],
    ['ack', shipped('tutorial'), /has none: run connect, fan-out, transport or mix, or set "acknowledges: true"/],
    ['ack', silent, /has none: run connect, or set/],
    ['http', shipped('echo'), /pages that only the reference gateway has/],
    ['journeys/chat', shipped('tutorial'), /speaks the reference gateway's dialect, not the dialect "tutorial"/],
  ])('%s', (scenario, dialect, words) => {
    expect(reasonFor(scenario, dialect)).toMatch(words)
  })
})
