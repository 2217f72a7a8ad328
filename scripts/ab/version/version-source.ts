import { stat } from 'node:fs/promises'
import { resolve, sep } from 'node:path'
import { findExecutable } from '../../../target/executable.ts'
import { commandWords } from './command-words.ts'
import { isFolder } from './folder.ts'
import { askGit } from './git.ts'

/** What a version was found to be. `label` is how it was asked for. */
export type VersionSource =
  | { readonly kind: 'folder'; readonly label: string; readonly folder: string }
  | { readonly kind: 'ref'; readonly label: string; readonly commit: string; readonly repository: Repository }
  | { readonly kind: 'command'; readonly label: string; readonly words: readonly string[] }

/** The git repository of the working directory. */
export interface Repository {
  /** Its top folder. */
  readonly top: string
  /** The working directory below the top, with its closing slash; empty at the top. */
  readonly prefix: string
}

/** Where versions are looked for. */
export interface VersionPlace {
  /** The working directory. */
  readonly folder: string
  /** The folders that programs are found in, as in `PATH`. */
  readonly path: string
}

/**
 * Finds what a version is: an existing folder, else a ref of the repository in the working directory, else a command.
 * Resolves with one sentence where it is none of them.
 */
export async function findVersion(label: string, place: VersionPlace): Promise<VersionSource | string> {
  // Where a shell variable was empty: the working directory is not what was meant.
  if (label.trim() === '') return 'it is empty; name a folder, a git ref or a command.'
  const folder = resolve(place.folder, label)
  if (await isFolder(folder)) return { kind: 'folder', label, folder }
  const ref = await findRef(label, place.folder)
  if (ref !== undefined) return ref
  let words: readonly string[]
  try {
    words = commandWords(label)
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}.`
  }
  const [program = ''] = words
  if (await isProgram(program, place)) return { kind: 'command', label, words }
  const shallow = (await askGit(place.folder, 'rev-parse', '--is-shallow-repository')) === 'true'
  const hint = shallow ? ' The clone is shallow: "git fetch --unshallow" brings older commits.' : ''
  return `there is no such folder, no such git ref, and no program "${program}" on the PATH.${hint}`
}

/** Whether there is such a program: a name on the PATH, or the path of a file. */
export async function isProgram(program: string, { folder, path }: VersionPlace): Promise<boolean> {
  if (program === '') return false
  if (!program.includes(sep)) return (await findExecutable([program], path)) !== undefined
  return (await stat(resolve(folder, program)).catch(() => undefined))?.isFile() === true
}

async function findRef(label: string, folder: string): Promise<VersionSource | undefined> {
  if (label.startsWith('-')) return undefined
  const commit = await askGit(folder, 'rev-parse', '--verify', '--quiet', `${label}^{commit}`)
  const top = await askGit(folder, 'rev-parse', '--show-toplevel')
  const prefix = await askGit(folder, 'rev-parse', '--show-prefix')
  if (commit === undefined || top === undefined || prefix === undefined) return undefined
  return { kind: 'ref', label, commit, repository: { top, prefix } }
}
