import fc from 'fast-check'
import { expect, test } from 'vitest'
import { commandWords } from '../../../../scripts/ab/version/command-words.ts'

test.each([
  ['node dist/main.js', ['node', 'dist/main.js']],
  ['  node \t main.js ', ['node', 'main.js']],
  ['node "my gateway.js"', ['node', 'my gateway.js']],
  [`node 'it says "hi"'`, ['node', 'it says "hi"']],
  ['node --name=""', ['node', '--name=']],
  ['node ""', ['node', '']],
  ['node a\\ b', ['node', 'a b']],
  [`node "a\\"b" 'a\\b'`, ['node', 'a"b', 'a\\b']],
  ['node --x=a" b "c', ['node', '--x=a b c']],
  ['', []],
])('%s', (text, words) => {
  expect(commandWords(text)).toEqual(words)
})

test('a quote that is not closed is refused', () => {
  expect(() => commandWords(`node "main.js`)).toThrow(new RangeError('the quote " is not closed'))
})

test('words in single quotes come out as they were', () => {
  const words = fc.array(fc.string().map((word) => word.replaceAll("'", '')))
  fc.assert(
    fc.property(words, (given) => {
      expect(commandWords(given.map((word) => `'${word}'`).join(' '))).toEqual(given)
    }),
  )
})
