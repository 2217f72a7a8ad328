import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

/** What every page carries along: pages load nothing. */
export interface PageAssets {
  readonly style: string
  /** Scripts of all pages; each is a module. */
  readonly scripts: readonly string[]
  /** Scripts of pages with charts over a continuous axis: uPlot, which is no module, and what draws with it. */
  readonly chartLibrary: string
  readonly chartScript: string
}

const styles = ['theme', 'page', 'table', 'figure', 'effect', 'study', 'print']
const uplotFolder = new URL('.', import.meta.resolve('uplot/dist/uPlot.iife.min.js'))

/** Reads the styles and scripts of the pages. Rejects where uPlot is not installed. */
export async function loadPageAssets(): Promise<PageAssets> {
  const own = (path: string) => readText(new URL(path, import.meta.url))
  const uplot = (path: string) => readText(new URL(path, uplotFolder))
  const licence = `/*! uPlot, https://github.com/leeoniya/uPlot\n${(await uplot('../LICENSE')).trim()}\n*/\n`
  const [uplotStyle, ...ownStyles] = await Promise.all([
    uplot('uPlot.min.css'),
    ...styles.map((name) => own(`styles/${name}.css`)),
  ])
  return {
    style: [licence + uplotStyle, ...ownStyles].join('\n'),
    scripts: await Promise.all([own('client/theme.js'), own('client/copy-csv.js')]),
    chartLibrary: licence + (await uplot('uPlot.iife.min.js')),
    chartScript: await own('client/charts.js'),
  }
}

/** How a Content-Security-Policy names an inline script or style: the browser runs this very text and no other. */
export function policyHash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}

async function readText(url: URL): Promise<string> {
  const text = await readFile(fileURLToPath(url), 'utf8')
  // The HTML parser knows nothing of strings and comments in a script.
  if (/<\/(script|style)|<!--/i.test(text)) throw new Error(`${url.pathname} holds a tag that would end its element`)
  return text
}
