import { commandWords } from '../ab/version/command-words.ts'

/** The words of a command line, as a shell has them that expands nothing, or what is wrong with it. */
export function wordsOf(
  command: string,
):
  | { readonly words: readonly string[]; readonly problem?: never }
  | { readonly words?: never; readonly problem: string } {
  try {
    const words = commandWords(command)
    return words.length === 0 ? { problem: 'the command is empty' } : { words }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return { problem: error.message }
  }
}
