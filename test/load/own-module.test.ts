import { expect, test } from 'vitest'
import { ownModule } from '../../load/own-module.ts'

test('names a source from a source', () => {
  expect(ownModule('./worker/main.ts', 'file:///here/load/a.ts').href).toBe('file:///here/load/worker/main.ts')
})

test('names a compiled module from a compiled one', () => {
  expect(ownModule('../b.ts', 'file:///dist/load/a.js').href).toBe('file:///dist/b.js')
})
