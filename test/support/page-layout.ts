import type { Browser } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { accessibilityProblems, clippedElements, horizontalOverflow, openPage } from './page-browser.ts'

const themes = ['light', 'dark'] as const
const views = themes.flatMap((colorScheme) =>
  [1280, 360].map((width) => ({ colorScheme, width, viewport: { width, height: 800 } })),
)

/**
 * The tests of what holds for every page: everybody can read it, it fits, and paper takes all of it. `outline` is the same page
 * with fewer rows, where axe-core would take its time over each; default: the page.
 */
export function describeLayout(browser: Browser, html: string, outline = html): void {
  describe('how the page is laid out', () => {
    test.each(views)('it is accessible: $colorScheme, $width pixels', async ({ colorScheme, viewport }) => {
      const { page } = await openPage(browser, outline, { colorScheme, viewport })
      await page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
      expect(await accessibilityProblems(page)).toEqual([])
    })

    test.each([360, 768, 1280, 1600])('it is no wider than %i pixels', async (width) => {
      const { page } = await openPage(browser, html, { viewport: { width, height: 800 } })
      expect(await horizontalOverflow(page)).toBe(0)
    })

    test('on paper nothing is cut off', async () => {
      const { page } = await openPage(browser, html, { viewport: { width: 688, height: 1000 } })
      await page.emulateMedia({ media: 'print' })
      // Charts are drawn anew in the width of the paper, a moment later.
      await expect.poll(() => clippedElements(page), { timeout: 30_000 }).toEqual([])
    })
  })
}
