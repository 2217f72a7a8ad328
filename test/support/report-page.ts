import { deflateRawSync } from 'node:zlib'

/** The least page that has its data where pages of `bench`, `compare` and `ab` have them; `kind` as in the element's id. */
export function reportPage(json: string, kind = 'report'): string {
  return pageAround(
    `<script type="application/json" id="gatecrash-${kind}">${json.replaceAll('<', '\\u003c')}</script>`,
  )
}

/** The same with compressed data. */
export function compressedReportPage(json: string): string {
  const data = deflateRawSync(json).toString('base64')
  return pageAround(`<script type="application/gatecrash+deflate" id="gatecrash-report">${data}</script>`)
}

function pageAround(data: string): string {
  return `<!doctype html>\n<html lang="en"><head><title>report</title><script>start()</script></head><body>${data}</body></html>\n`
}
