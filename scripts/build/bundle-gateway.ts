import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { bundledPackages, versionsOf } from './bundled-packages.ts'
import { noticesOf } from './notices.ts'
import type { SourceTree } from './source-tree.ts'

/** What NestJS uses where it is installed; the reference gateway needs none of it. */
const optional = [
  '@nestjs/microservices',
  '@nestjs/platform-fastify',
  'class-transformer',
  'class-validator',
  'bufferutil',
  'utf-8-validate',
]

/**
 * NestJS needs `reflect-metadata` before any of it runs, and esbuild keeps no order between files that it has split off. The
 * packages inside that are CommonJS require what is built into Node.
 */
const beforeEachFile = `import 'reflect-metadata'
import { createRequire as createRequireHere } from 'node:module'
const require = createRequireHere(import.meta.url)`

/**
 * Bundles the reference gateway with NestJS inside into `folder`, so that whoever installs the package need not install NestJS:
 * `main.js`, the versions of what is inside (`versions.json`) and their licences (`LICENSES.txt`). Dependencies of the package stay outside.
 */
export async function bundleGateway({ root }: SourceTree, folder: string): Promise<void> {
  const { build } = await import('esbuild')
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    readonly dependencies: Readonly<Record<string, string>>
  }
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: { main: 'target/gateway/main.ts' },
    outdir: folder,
    bundle: true,
    splitting: true,
    metafile: true,
    external: [...Object.keys(manifest.dependencies), ...optional],
    platform: 'node',
    format: 'esm',
    target: 'node22',
    // NestJS finds providers by the names of classes.
    keepNames: true,
    legalComments: 'none',
    logLevel: 'warning',
    banner: { js: beforeEachFile },
  })
  const packages = await bundledPackages(root, Object.keys(metafile.inputs))
  await writeFile(join(folder, 'versions.json'), `${JSON.stringify(versionsOf(packages), null, 2)}\n`)
  await writeFile(join(folder, 'LICENSES.txt'), await noticesOf(packages))
}
