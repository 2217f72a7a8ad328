import { readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import { afterAll } from 'vitest'
import { findChromium } from '../../scripts/setup/facts.js'
import { temporaryFolder } from './temporary-folder.ts'

/** A page that was opened, and everything that it did besides showing itself. */
export interface OpenedPage {
  readonly page: Page
  /** Errors and warnings of the console, uncaught errors, and requests for anything but the page itself. */
  readonly problems: readonly string[]
}

/** What axe-core found against a page, in a line each. */
interface AxeResult {
  violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[]
}

const axe = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Starts the Chromium of the machine for the tests of one file, and stops it after them. */
export async function browserForTests(): Promise<Browser> {
  const executablePath = findChromium()
  if (executablePath === undefined) throw new Error('Chromium is missing: run npm run setup')
  const isRoot = process.getuid?.() === 0
  const browser = await chromium.launch({ executablePath, args: isRoot ? ['--no-sandbox'] : [] })
  afterAll(() => browser.close())
  return browser
}

/** Opens a page from a file, as a user does. */
export async function openPage(
  browser: Browser,
  html: string,
  options: BrowserContextOptions = {},
): Promise<OpenedPage> {
  const path = join(await temporaryFolder(), 'page.html')
  await writeFile(path, html)
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
  const page = await context.newPage()
  const problems: string[] = []
  const url = pathToFileURL(path).href
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => problems.push(`error: ${error.message}`))
  page.on('dialog', (dialog) => problems.push(`dialog: ${dialog.message()}`))
  page.on('request', (request) => {
    if (request.url() !== url && !request.url().startsWith('data:')) problems.push(`request: ${request.url()}`)
  })
  await page.goto(url)
  return { page, problems }
}

/** What is wrong with a page by WCAG 2 A and AA and by the best practices of axe-core. */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  await page.evaluate(await axe)
  const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']
  const result = await page.evaluate<AxeResult>(`axe.run({ runOnly: ${JSON.stringify(rules)} })`)
  return result.violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ html, failureSummary = '' }) => `${id}: ${html.slice(0, 200)} ${failureSummary.replaceAll('\n', ' ')}`,
    ),
  )
}

/** Elements of the main part that reach beyond the right edge of the page; nobody can scroll to them on paper. */
export async function clippedElements(page: Page): Promise<string[]> {
  return page.evaluate(`[...document.querySelectorAll('main *')]
    .filter((element) => element.checkVisibility() && element.closest('.unseen, caption, .u-over') === null)
    .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .map((element) => element.outerHTML.slice(0, 200))`)
}

/** A text drawn level on a canvas: what it says, and where it begins and ends across. */
export interface DrawnText {
  readonly text: string
  readonly left: number
  readonly right: number
}

/** The level texts of each chart of a page, from left to right, as they are drawn anew in the other theme. */
export async function chartTexts(page: Page): Promise<{ width: number; texts: DrawnText[] }[]> {
  return page.evaluate(`(() => {
    const drawn = new Map()
    const { fillText } = CanvasRenderingContext2D.prototype
    CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
      const { a, b, e } = this.getTransform()
      const { actualBoundingBoxLeft, actualBoundingBoxRight } = this.measureText(text)
      const texts = drawn.get(this.canvas) ?? []
      drawn.set(this.canvas, texts)
      const center = a * x + e
      if (b === 0 && text !== '') texts.push({ text, left: center - actualBoundingBoxLeft, right: center + actualBoundingBoxRight })
      return fillText.call(this, text, x, y)
    }
    document.dispatchEvent(new Event('gatecrash:theme'))
    return new Promise((resolve) => {
      requestAnimationFrame(() => {
        CanvasRenderingContext2D.prototype.fillText = fillText
        const charts = [...drawn].map(([{ width }, texts]) => ({ width, texts: texts.sort((a, b) => a.left - b.left) }))
        resolve(charts)
      })
    })
  })()`)
}

/** By how many pixels the page is wider than the window. */
export async function horizontalOverflow(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
}
