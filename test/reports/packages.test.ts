import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { resolvedVersions } from '../../reports/packages.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

/** Lays out packages, given as `path in node_modules: version`, and gives the folder's URL. */
async function installed(packages: Readonly<Record<string, string>>): Promise<URL> {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'package.json'), '{}')
  for (const [path, version] of Object.entries(packages)) {
    const target = join(folder, 'node_modules', path)
    await mkdir(target, { recursive: true })
    await writeFile(join(target, 'package.json'), JSON.stringify({ version, exports: {} }))
  }
  return pathToFileURL(`${folder}/`)
}

describe('resolvedVersions', () => {
  test('finds every package that gatecrash itself depends on', async () => {
    const versions = await resolvedVersions(new URL('../../', import.meta.url))
    expect(Object.keys(versions)).toEqual(
      expect.arrayContaining([
        '@nestjs/core',
        'socket.io',
        'engine.io',
        'ws',
        '@redis/client',
        '@socket.io/cluster-adapter',
      ]),
    )
  })

  test('leaves out what is not installed', async () => {
    expect(await resolvedVersions(await installed({ redis: '6.0.0' }))).toEqual({ redis: '6.0.0' })
  })

  test('takes the copy that the gateway runs, not the one that lies next to it', async () => {
    const root = await installed({
      '@nestjs/platform-socket.io': '12.0.0',
      '@nestjs/platform-socket.io/node_modules/socket.io': '4.8.3',
      'socket.io': '4.8.4',
      'engine.io': '6.6.0',
      'engine.io/node_modules/ws': '8.21.0',
      ws: '8.23.0',
    })
    expect(await resolvedVersions(root)).toMatchObject({ 'socket.io': '4.8.3', 'engine.io': '6.6.0', ws: '8.21.0' })
  })

  test('finds socket.io in a gateway without NestJS', async () => {
    expect(await resolvedVersions(await installed({ 'socket.io': '4.8.3' }))).toEqual({ 'socket.io': '4.8.3' })
  })
})
