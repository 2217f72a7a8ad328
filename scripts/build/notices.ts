import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BundledPackage } from './bundled-packages.ts'

const introduction =
  'The reference gateway beside this file is bundled with these packages, whose licences want to be handed on with them.\n'

/** The licences of packages, as one text. */
export async function noticesOf(packages: readonly BundledPackage[]): Promise<string> {
  const notices = await Promise.all(packages.map(noticeOf))
  return [introduction, ...notices].join(`\n${'-'.repeat(80)}\n\n`)
}

async function noticeOf({ name, version, license, folder }: BundledPackage): Promise<string> {
  const files = (await readdir(folder)).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file)).sort()
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')))
  return [`${name} ${version} (${license})`, ...texts.map((text) => text.trim())].join('\n\n') + '\n'
}
