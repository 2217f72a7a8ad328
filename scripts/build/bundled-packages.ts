import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { BuildError } from './build-error.ts'

/** A package of which a bundle holds a part. */
export interface BundledPackage {
  readonly name: string
  readonly version: string
  readonly license: string
  /** Where it is installed. */
  readonly folder: string
}

/** The packages that the files of a bundle come from, by name; `paths` are relative to `root`. Rejects with a `BuildError` where one has no licence. */
export async function bundledPackages(root: string, paths: readonly string[]): Promise<readonly BundledPackage[]> {
  const folders = new Set(paths.flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []))
  const packages = await Promise.all([...folders].map((folder) => readPackage(join(root, folder))))
  return packages.sort((a, b) => a.name.localeCompare(b.name) || a.version.localeCompare(b.version))
}

/** Their versions by name, as a report records them. */
export function versionsOf(packages: readonly BundledPackage[]): Readonly<Record<string, string>> {
  return Object.fromEntries(packages.map(({ name, version }) => [name, version]))
}

/** What is read of a package.json; old ones list their licences. */
interface Manifest {
  readonly name?: string
  readonly version?: string
  readonly license?: string
  readonly licenses?: readonly { readonly type: string }[]
}

async function readPackage(folder: string): Promise<BundledPackage> {
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest
  const { name, version, licenses, license = licenses?.map(({ type }) => type).join(' OR ') } = manifest
  if (name === undefined || version === undefined || license === undefined) {
    throw new BuildError(`${folder}: a package without a name, a version or a licence cannot be bundled`)
  }
  return { name, version, license, folder }
}
