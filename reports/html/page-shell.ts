import { markup, trusted, type Content, type Markup } from './markup.ts'
import { policyHash, type PageAssets } from './page-assets.ts'

/** One part of a page: an entry of its contents and a section of its main text. */
export interface PageSection {
  readonly id: string
  /** What the contents call it. */
  readonly label: string
  /** A heading of level 2 and what follows it. */
  readonly body: Markup
}

/** What a page is made of. */
export interface Page {
  /** Heading of level 1, and the title of the document. */
  readonly title: string
  /** Below the heading: where and when this was measured. */
  readonly lead: Content
  readonly sections: readonly PageSection[]
  /** Data for programs, as an element that nobody sees. */
  readonly data: Markup
  /** Said at the end, where a reader should know something of the page itself. */
  readonly note?: string | undefined
  /** Whether there are charts that a script has to draw. */
  readonly hasPlots: boolean
}

/** Puts a page together: one self-contained document that the browser is forbidden to load anything for. */
export function renderPage(page: Page, assets: PageAssets): string {
  const libraries = page.hasPlots ? [assets.chartLibrary] : []
  const modules = page.hasPlots ? [...assets.scripts, assets.chartScript] : assets.scripts
  const policy = [
    "default-src 'none'",
    `script-src ${[...libraries, ...modules].map(policyHash).join(' ')}`,
    `style-src ${policyHash(assets.style)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="gatecrash">
<link rel="icon" href="data:,">
<title>${page.title}</title>
<style>${trusted(assets.style)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
${bannerOf(page)}
<div class="frame">
${contentsOf(page.sections)}
<main id="main" tabindex="-1">
${page.hasPlots ? markup`<noscript><p class="hint">Curves are drawn by JavaScript, which is off here; their figures are in the tables below them.</p></noscript>` : undefined}
${page.sections.map(({ id, body }) => markup`<section id="${id}" aria-labelledby="${id}-heading">\n${body}\n</section>\n`)}
</main>
</div>
<footer><p>Made by gatecrash. This page holds everything it shows and loads nothing. ${page.note}</p></footer>
${page.data}
${libraries.map((text) => markup`<script>${trusted(text)}</script>\n`)}
${modules.map((text) => markup`<script type="module">${trusted(text)}</script>\n`)}
</body>
</html>
`.text
}

/** The heading of level 2 of a section; the section is named by it. */
export function sectionHeading(id: string, text: Content): Markup {
  return markup`<h2 id="${id}-heading">${text}</h2>`
}

function bannerOf({ title, lead }: Page): Markup {
  return markup`<header class="banner">
<div class="banner-text">
<p class="brand">gatecrash</p>
<h1>${title}</h1>
<p class="lead">${lead}</p>
</div>
<fieldset class="theme" id="theme" hidden>
<legend>Theme</legend>
${['Auto', 'Light', 'Dark'].map(
  (name) => markup`<label><input type="radio" name="theme" value="${name.toLowerCase()}"><span>${name}</span></label>`,
)}
</fieldset>
</header>`
}

function contentsOf(sections: readonly PageSection[]): Markup {
  return markup`<nav class="contents" aria-label="Contents">
<ul>
${sections.map(({ id, label }) => markup`<li><a href="#${id}">${label}</a></li>\n`)}
</ul>
</nav>`
}
