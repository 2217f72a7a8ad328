import { describe, expect, test } from 'vitest'
import { commandNames, commandOf } from '../../../scripts/cli/program/commands.ts'
import { runProgram } from '../../../scripts/cli/program/run-program.ts'
import { StringSink } from '../../support/text-sink.ts'

async function run(...args: readonly string[]) {
  const [out, err] = [new StringSink(), new StringSink()]
  return { exitCode: await runProgram(args, out, err), out: out.text, err: err.text }
}

describe('runProgram', () => {
  test.each(['--help', '-h', 'help'])('lists every command for %s', async (flag) => {
    const { exitCode, out, err } = await run(flag)
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' })
    for (const name of commandNames) expect(out).toMatch(new RegExp(`^  ${name} `, 'm'))
  })

  test('says on standard error what there is where no command is given', async () => {
    const { exitCode, out, err } = await run()
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' })
    expect(err).toBe((await run('--help')).out)
  })

  test.each([
    ['bnech', 'Did you mean bench?'],
    ['Compare', 'Did you mean compare?'],
    ['--versoin', 'Did you mean --version?'],
    ['frobnicate', `There are: ${commandNames.join(', ')}, help.`],
    ['toString', 'There are: '],
  ])('refuses %s in one line', async (name, hint) => {
    const { exitCode, out, err } = await run(name)
    expect({ exitCode, out, lines: err.split('\n').length }).toEqual({ exitCode: 2, out: '', lines: 2 })
    expect(err).toContain(hint)
  })

  test('refuses help with a command that there is not', async () => {
    expect(await run('help', 'tokn')).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining('Did you mean token?') as string,
    })
  })

  test('prints nothing that a terminal acts on', async () => {
    expect((await run('\u001b[31mbench')).err).not.toContain('\u001b')
  })
})

test.each(commandNames)('knows the command line of %s', async (name) => {
  expect((await commandOf(name)).name()).toMatch(new RegExp(`\\b${name}\\b`))
})
