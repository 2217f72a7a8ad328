import type { Command, Option } from 'commander'

import { programCommands, commandOf } from '../cli/program/commands.ts'
import { argumentWords, flagWords } from './words.ts'

/** What may follow a flag: nothing, one of some words, a file, or a text that nobody can guess. */
export type FlagValue =
  | { readonly kind: 'none' }
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'file' }
  | { readonly kind: 'text' }

/** One flag of a command. */
export interface CompletionFlag {
  /** With its dashes: `--yes`. */
  readonly long: string
  /** `-y`; most flags have none. */
  readonly short: string | undefined
  readonly description: string
  readonly value: FlagValue
}

/** One command: its flags, and what else may be typed after it. */
export interface CompletionBranch {
  readonly name: string
  readonly description: string
  readonly flags: readonly CompletionFlag[]
  /** Words that are known, such as scenarios. */
  readonly words: readonly string[]
  /** Whether files are taken. */
  readonly files: boolean
}

/** All that can be completed. */
export interface CompletionTree {
  readonly commands: readonly CompletionBranch[]
}

/** Reads what can be completed out of the command lines themselves. */
export async function completionTree(): Promise<CompletionTree> {
  const commands = await Promise.all(
    programCommands.map(async ({ name, description }) => branchOf(name, description, await commandOf(name))),
  )
  const names = commands.map(({ name }) => name)
  const help = { name: 'help', description: 'explains a command', flags: [], words: names, files: false }
  return { commands: [...commands, help] }
}

/** What can be completed of one command. */
export function branchOf(name: string, description: string, command: Command): CompletionBranch {
  const options = command.options.filter(({ hidden }) => !hidden)
  const help = { long: '--help', short: '-h', description: 'display help', value: { kind: 'none' } as const }
  const choices = command.registeredArguments.flatMap(({ argChoices = [] }) => argChoices)
  const words = [...choices, ...(argumentWords[name] ?? [])]
  return {
    name,
    description,
    flags: [...options.flatMap((option) => flagOf(option)), help],
    words,
    files: words.length === 0 && command.registeredArguments.length > 0,
  }
}

function flagOf(option: Option): CompletionFlag[] {
  if (option.long === undefined) return []
  return [{ long: option.long, short: option.short, description: option.description, value: valueOf(option) }]
}

function valueOf({ flags, long = '', required, optional, argChoices }: Option): FlagValue {
  if (!required && !optional) return { kind: 'none' }
  const words = argChoices ?? flagWords[long]
  if (words !== undefined) return { kind: 'words', words }
  return /[<[](file|folder|path to)[^>\]]*[>\]]/.test(flags) ? { kind: 'file' } : { kind: 'text' }
}
