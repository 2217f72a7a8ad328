import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { loadPageAssets, policyHash } from '../../../reports/html/page-assets.ts'
import { trusted } from '../../../reports/html/markup.ts'
import { renderPage } from '../../../reports/html/page-shell.ts'

const page = { title: 'Title', lead: 'Lead', sections: [], data: trusted('') }

test('the licence of uPlot travels with it', async () => {
  const { style, chartLibrary } = await loadPageAssets()
  for (const text of [style, chartLibrary]) expect(text).toContain('Copyright (c) 2022 Leon Sorokin')
})

test('a page allows what it holds by hash, and nothing else', async () => {
  const assets = await loadPageAssets()
  const html = renderPage({ ...page, hasPlots: true }, assets)
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).not.toContain('unsafe')
  for (const text of [assets.style, assets.chartLibrary, assets.chartScript, ...assets.scripts])
    expect(policy).toContain(policyHash(text))
})

test('a page without charts does not carry the chart library', async () => {
  const assets = await loadPageAssets()
  expect(renderPage({ ...page, hasPlots: false }, assets)).not.toContain('uPlot=function')
})

test('a hash is what a browser computes of the text', () => {
  expect(policyHash('x')).toBe(`'sha256-${createHash('sha256').update('x').digest('base64')}'`)
})
