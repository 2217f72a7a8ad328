import { readFile } from 'node:fs/promises'
import { findPackageJSON } from 'node:module'

/**
 * The packages whose versions shape a figure, each with the package that loads it: two copies of one package may be
 * installed, and what counts is the copy that the gateway runs.
 */
const loadedBy: Readonly<Record<string, string | undefined>> = {
  '@nestjs/core': undefined,
  '@nestjs/platform-socket.io': undefined,
  'socket.io': '@nestjs/platform-socket.io',
  'socket.io-adapter': 'socket.io',
  'socket.io-parser': 'socket.io',
  'engine.io': 'socket.io',
  'engine.io-parser': 'engine.io',
  ws: 'engine.io',
  'socket.io-client': undefined,
  '@socket.io/redis-adapter': undefined,
  '@socket.io/redis-streams-adapter': undefined,
  '@socket.io/cluster-adapter': undefined,
  '@redis/client': undefined,
  redis: undefined,
  undici: undefined,
}

/**
 * Reads the versions of the packages that a gateway in `root` (a file URL of a folder, with its closing slash) runs on.
 * Packages that are not installed are left out.
 */
export async function resolvedVersions(root: URL): Promise<Record<string, string>> {
  const versions: Record<string, string> = {}
  for (const name of Object.keys(loadedBy)) {
    const path = manifestOf(name, root)
    if (path === undefined) continue
    const manifest: unknown = JSON.parse(await readFile(path, 'utf8'))
    if (manifest !== null && typeof manifest === 'object' && 'version' in manifest) {
      versions[name] = String(manifest.version)
    }
  }
  return versions
}

/**
 * The versions of what the installed package has bundled into the reference gateway: nobody installs those packages beside it.
 * Nothing in a checkout, which has no bundle.
 */
export async function bundledVersions(): Promise<Record<string, string>> {
  if (import.meta.url.endsWith('.ts')) return {}
  const text = await readFile(new URL('../gateway/versions.json', import.meta.url), 'utf8')
  const bundled = JSON.parse(text) as Readonly<Record<string, string>>
  return Object.fromEntries(Object.entries(bundled).filter(([name]) => name in loadedBy))
}

/** The path of a package's package.json, as the package that loads it finds it. */
function manifestOf(name: string, root: URL): string | undefined {
  const parent = loadedBy[name]
  const from = parent === undefined ? undefined : manifestOf(parent, root)
  try {
    return findPackageJSON(name, from ?? new URL('package.json', root))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') return undefined
    throw error
  }
}
