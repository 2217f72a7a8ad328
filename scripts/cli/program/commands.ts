import type { Command } from 'commander'
import { ownModule } from '../../../load/own-module.ts'

/** A command of `gatecrash`, before anything of it is loaded. */
export interface ProgramCommand {
  readonly name: string
  /** One line for the list of commands. */
  readonly description: string
}

/** What every `scripts/<command>.ts` offers. */
export interface CommandModule {
  /** Runs it; resolves with the exit code. */
  main(args: readonly string[]): Promise<number>
  /** Its command line, for help and completion. */
  command(): Command
}

/** The commands of `gatecrash`, in the order of the list of `--help`. */
export const programCommands: readonly ProgramCommand[] = [
  { name: 'init', description: 'asks a gateway what it is, and writes a configuration file' },
  { name: 'bench', description: 'measures: runs scenarios on targets and writes a report' },
  { name: 'compare', description: 'says what changed from one report to another' },
  { name: 'ab', description: 'measures two versions of a gateway in pairs' },
  { name: 'plan', description: 'says how many instances a demand needs' },
  { name: 'merge', description: "makes one report of the logs of a journey's workers" },
  { name: 'serve', description: 'runs the reference gateway' },
  { name: 'token', description: "prints a user's token for the reference gateway" },
  { name: 'completion', description: 'prints a completion script for bash, zsh or fish' },
]

/** Their names. */
export const commandNames: readonly string[] = programCommands.map(({ name }) => name)

/** Loads one of {@link commandNames}. */
export async function loadCommand(name: string): Promise<CommandModule> {
  const { href } = ownModule(`../../${name}.ts`, import.meta.url)
  return (await import(href)) as CommandModule
}

/** The command line of one of {@link commandNames}: its flags and arguments. */
export async function commandOf(name: string): Promise<Command> {
  return (await loadCommand(name)).command()
}
