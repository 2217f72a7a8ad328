import type { Command } from 'commander'

import { readCommandLine, type TextSink } from './cli/command-line.ts'
import { bashScript } from './completion/bash-script.ts'
import { completionCommand, type ShellName } from './completion/command.ts'
import { fishScript } from './completion/fish-script.ts'
import { completionTree, type CompletionTree } from './completion/tree.ts'
import { zshScript } from './completion/zsh-script.ts'

const scripts: Readonly<Record<ShellName, (tree: CompletionTree) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
}

/** `gatecrash completion`: prints what lets a shell complete commands, flags and their values. Returns the exit code. */
export function main(args: readonly string[]): Promise<number> {
  return completion(args, process.stdout, process.stderr)
}

/** Its command line. */
export function command(): Command {
  return completionCommand()
}

/** The program behind `main`, with everything that it touches passed in. */
export async function completion(args: readonly string[], out: TextSink, err: TextSink): Promise<number> {
  const given = command()
  const line = readCommandLine(given, args)
  if (line.kind === 'help') {
    out.write(line.text)
    return 0
  }
  if (line.kind === 'wrong') {
    err.write(`completion: ${line.problem}\n`)
    return 2
  }
  out.write(scripts[given.args[0] as ShellName](await completionTree()))
  return 0
}
