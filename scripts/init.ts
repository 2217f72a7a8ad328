import type { Command } from 'commander'

import type { TextSink } from './cli/command-line.ts'
import { interruptible } from './cli/interruption.ts'
import { initCommand } from './init/command.ts'
import { parseInitOptions } from './init/options.ts'
import { runInit } from './init/run.ts'
import { TerminalAsker } from './init/terminal-asker.ts'
import type { Asker } from './init/asker.ts'

/** `gatecrash init`: asks a gateway and its people, and writes a configuration. Returns the exit code. */
export function main(args: readonly string[]): Promise<number> {
  const { stdin, stdout, stderr } = process
  const asker = stdin.isTTY && stdout.isTTY ? new TerminalAsker(stdin, stdout) : undefined
  return interruptible((signal) => init(args, { folder: process.cwd(), asker, out: stdout, err: stderr, signal }))
}

/** Its command line. */
export function command(): Command {
  return initCommand()
}

/** What `init` touches; `signal` is aborted with an exit code. */
export interface InitWorld {
  readonly folder: string
  /** `undefined` without a terminal. */
  readonly asker: Asker | undefined
  readonly out: TextSink
  readonly err: TextSink
  readonly signal: AbortSignal
}

/** The program behind `main`, with everything that it touches passed in. */
export async function init(args: readonly string[], world: InitWorld): Promise<number> {
  const parsed = parseInitOptions(args)
  if (parsed.kind === 'show') {
    world.out.write(parsed.text)
    return 0
  }
  const outcome =
    parsed.kind === 'wrong' ? { code: 2, problems: parsed.problems } : await runInit(parsed.options, world)
  for (const problem of outcome.problems) world.err.write(`init: ${problem}\n`)
  return outcome.code
}
