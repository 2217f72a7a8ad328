import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

import { expect, test } from 'vitest'

const program = fileURLToPath(new URL('../../scripts/setup.js', import.meta.url))

test('finds nothing to do in a checkout that is set up', () => {
  const { status, stdout } = spawnSync(process.execPath, [program], { encoding: 'utf8' })
  expect(stdout).toContain('Packages: as locked, nothing to do.')
  expect(stdout).toContain('Node: the pinned one in node_modules runs')
  expect(status).toBe(0)
})
