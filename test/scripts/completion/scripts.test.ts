import { Command, Option } from 'commander'
import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

import { bashScript } from '../../../scripts/completion/bash-script.ts'
import { fishScript } from '../../../scripts/completion/fish-script.ts'
import { branchOf, completionTree } from '../../../scripts/completion/tree.ts'
import { zshScript } from '../../../scripts/completion/zsh-script.ts'

const measure = new Command('measure')
  .argument('[reports...]', 'reports')
  .addOption(new Option('-p, --profile <name>', "how much time; it's [short]").choices(['smoke', 'full']))
  .option('--out <file>', 'where it goes')
  .option('--url <url>', 'where it runs')
  .option('--json', 'as JSON')
  .addOption(new Option('--secret', 'for tests').hideHelp())
const tree = {
  commands: [
    branchOf('measure', 'measures', measure),
    { name: 'help', description: 'explains', flags: [], words: ['measure'], files: false },
  ],
}

test('the script of bash is as it should be', async () => {
  await expect(bashScript(tree)).toMatchFileSnapshot('golden/bash.txt')
})

test('the script of zsh is as it should be', async () => {
  await expect(zshScript(tree)).toMatchFileSnapshot('golden/zsh.txt')
})

test('the script of fish is as it should be', async () => {
  await expect(fishScript(tree)).toMatchFileSnapshot('golden/fish.txt')
})

test.each([
  ['bash', bashScript],
  ['zsh', zshScript],
  ['fish', fishScript],
] as const)('%s can read the script of all commands', async (shell, script) => {
  const { error, status, stderr } = spawnSync(shell, ['-n'], {
    input: script(await completionTree()),
    encoding: 'utf8',
  })
  // Not every machine has all three shells.
  const isMissing = error !== undefined && 'code' in error && error.code === 'ENOENT'
  if (isMissing && shell !== 'bash') return
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
})

test('says nothing of hidden flags', () => {
  expect(bashScript(tree)).not.toContain('--secret')
})
