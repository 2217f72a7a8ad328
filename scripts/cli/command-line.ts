import { CommanderError, type Command } from 'commander'

/** What commands write to. */
export interface TextSink {
  write(text: string): unknown
}

/** What came of reading a command line: it can be followed, or there is something to print and an exit code. */
export type CommandLine =
  | { readonly kind: 'run' }
  | { readonly kind: 'help'; readonly text: string }
  | { readonly kind: 'wrong'; readonly problem: string }

/** Lets commander read a command line, without printing and without ending the process. */
export function readCommandLine(command: Command, args: readonly string[]): CommandLine {
  let printed = ''
  const print = (text: string): void => {
    printed += text
  }
  command.exitOverride().configureOutput({ writeOut: print, writeErr: print })
  try {
    command.parse(args, { from: 'user' })
    return { kind: 'run' }
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode === 0) return { kind: 'help', text: printed }
    return {
      kind: 'wrong',
      problem: (printed || error.message)
        .replace(/^error: /, '')
        .trim()
        .replaceAll('\n', ' '),
    }
  }
}
