import { Command, Option } from 'commander'
import { spawnSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'

import { bashScript } from '../../../scripts/completion/bash-script.ts'
import { fishScript } from '../../../scripts/completion/fish-script.ts'
import { branchOf, completionTree } from '../../../scripts/completion/tree.ts'
import { zshScript } from '../../../scripts/completion/zsh-script.ts'
import { findShells } from '../../../scripts/setup/facts.js'
import { temporaryFolder } from '../../support/temporary-folder.ts'

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

function requireShells(): void {
  if (findShells() === undefined) throw new Error('zsh and fish are not installed: npm run setup')
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
  requireShells()
  const file = join(await temporaryFolder(), 'script')
  await writeFile(file, script(await completionTree()))
  const { status, stderr } = spawnSync(shell, ['-n', file], { encoding: 'utf8' })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
})

test.each([
  ['gatecrash me', ['measure']],
  ['gatecrash measure --pro', ['--profile']],
  ['gatecrash measure --profile ', ['full', 'smoke']],
])('fish completes "%s"', async (typed, words) => {
  requireShells()
  const file = join(await temporaryFolder(), 'script.fish')
  await writeFile(file, fishScript(tree))
  const { stdout } = spawnSync('fish', ['--no-config', '-c', `source ${file}; complete -C '${typed}'`], {
    encoding: 'utf8',
  })
  const offered = stdout.split('\n').map((line) => line.split('\t')[0])
  expect(offered.filter((word) => word !== '')).toEqual(words)
})

test('says nothing of hidden flags', () => {
  expect(bashScript(tree)).not.toContain('--secret')
})
