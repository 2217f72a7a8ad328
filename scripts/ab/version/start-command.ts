import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { launcherRefusal } from '../../../target/launchers.ts'
import { referenceProgram } from '../../../target/reference-gateway.ts'
import { askGit } from './git.ts'
import type { VersionSource } from './version-source.ts'

/** How the gateway of a version is started: by a command, or as the reference gateway of its folder. */
export type StartCommand =
  { readonly kind: 'command'; readonly words: readonly string[] } | { readonly kind: 'reference' }

/** Finds how the gateway of a version is started; resolves with one sentence where that is not known or cannot work. */
export async function findStart(
  source: VersionSource,
  start: readonly string[] | undefined,
): Promise<StartCommand | string> {
  const words = source.kind === 'command' ? source.words : start
  if (words !== undefined) {
    return launcherRefusal(words[0] ?? '') ?? { kind: 'command', words }
  }
  if (await hasReference(source)) return { kind: 'reference' }
  return `it has no ${referenceProgram}: say how its gateway is started, such as --start "node dist/main.js".`
}

async function hasReference(source: VersionSource): Promise<boolean> {
  if (source.kind === 'command') return false
  if (source.kind === 'ref') {
    const { top, prefix } = source.repository
    return (await askGit(top, 'cat-file', '-e', `${source.commit}:${prefix}${referenceProgram}`)) !== undefined
  }
  return await access(join(source.folder, referenceProgram)).then(
    () => true,
    () => false,
  )
}
