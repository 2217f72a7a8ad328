import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ClinicTool } from './clinic-tool.ts'

/** A page of Clinic asks the web for its typeface, and so tells its maker of everybody who opens it. */
const webFont = 'https://clinicjs.org/assets/css/fonts.css'
const noFont = 'data:text/css,'

/** Takes the pages that Clinic has made out of the folders of the instances, made to load nothing; resolves with their paths. */
export async function collectPages(
  tool: ClinicTool,
  workFolder: string,
  instances: number,
  folder: string,
): Promise<readonly string[]> {
  const pages: string[] = []
  for (let n = 1; n <= instances; n++) {
    const own = join(workFolder, String(n))
    const [page] = (await readdir(own).catch(() => [])).filter((name) => name.endsWith('.html'))
    if (page === undefined) continue
    const html = await readFile(join(own, page), 'utf8')
    const path = join(folder, instances === 1 ? `${tool.name}.html` : `${tool.name}-${n}.html`)
    await writeFile(path, html.replaceAll(webFont, noFont))
    pages.push(path)
  }
  return pages
}
