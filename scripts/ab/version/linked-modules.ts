import { mkdir, readdir, readlink, symlink } from 'node:fs/promises'
import { dirname, isAbsolute, join, relative, resolve } from 'node:path'

/** Hidden folders of `node_modules` that programs are found in; the others are caches. */
const neededHidden = ['.bin', '.pnpm']

/**
 * Lets a project use the packages of another `node_modules`, by links to each of them. The folder itself is the project's own, so
 * that a build that caches something in it, or installs anew, does not touch what others use. Links into a project, which are
 * how workspaces find each other, are made anew and so lead into this one.
 */
export async function linkModules(from: string, to: string): Promise<void> {
  await linkEntries(from, to, dirname(from))
}

async function linkEntries(from: string, to: string, project: string): Promise<void> {
  await mkdir(to, { recursive: true })
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, link] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isSymbolicLink()) {
      const target = resolve(from, await readlink(source))
      await symlink(isWithin(project, target) ? relative(from, target) : target, link)
    } else if (entry.isDirectory() && entry.name.startsWith('@')) {
      await linkEntries(source, link, project)
    } else if (entry.isDirectory() && (!entry.name.startsWith('.') || neededHidden.includes(entry.name))) {
      await symlink(source, link)
    }
  }
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return !way.startsWith('..') && !isAbsolute(way)
}
