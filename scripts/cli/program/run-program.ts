import { nearestName } from '../../../reports/nearest-name.ts'
import { sanitize } from '../../../reports/render/sanitize.ts'
import type { TextSink } from '../command-line.ts'
import { commandNames, loadCommand } from './commands.ts'
import { programHelp } from './program-help.ts'
import { programVersion } from './program-version.ts'

const wrong = 2
const failed = 3

/** `gatecrash <command> ...`: runs a command, or says what there is. Resolves with the exit code; never rejects. */
export async function runProgram(args: readonly string[], out: TextSink, err: TextSink): Promise<number> {
  const [first, ...rest] = args
  try {
    switch (first) {
      case undefined:
        err.write(programHelp())
        return wrong
      case '--help':
      case '-h':
        out.write(programHelp())
        return 0
      case '--version':
      case '-V':
        out.write(`${await programVersion()}\n`)
        return 0
      case 'help':
        return await help(rest, out, err)
      default:
        return isCommand(first) ? await (await loadCommand(first)).main(rest) : refuse(first, err)
    }
  } catch (error) {
    // Not Node's exit code 1, which says that a measurement missed its objective.
    console.error(error)
    return failed
  }
}

async function help([name, ...more]: readonly string[], out: TextSink, err: TextSink): Promise<number> {
  if (name === undefined) {
    out.write(programHelp())
    return 0
  }
  return isCommand(name) ? await (await loadCommand(name)).main([...more, '--help']) : refuse(name, err)
}

function isCommand(name: string): boolean {
  return commandNames.includes(name)
}

function refuse(name: string, err: TextSink): number {
  const known = [...commandNames, 'help']
  const flags = ['--help', '--version']
  const nearest = nearestName(name, name.startsWith('-') ? flags : known)
  const hint = nearest === undefined ? `There are: ${known.join(', ')}.` : `Did you mean ${nearest}?`
  const what = name.startsWith('-') ? 'flag' : 'command'
  err.write(`gatecrash: there is no ${what} "${sanitize(name)}". ${hint} "gatecrash --help" says more.\n`)
  return wrong
}
