import { deflateRawSync } from 'node:zlib'
import { escapeJson, markup, trusted, type Markup } from './markup.ts'

/** From this length on, JSON is embedded compressed: a page with all histograms of a full run must stay under 1 MB. */
const longestPlain = 64 * 1024

/**
 * Embeds data in a page, for programs to read back: as JSON, or, where that would be long, as base64 of raw deflate.
 * Nobody runs it: neither type is one of a script.
 */
export function embeddedData(
  id: 'gatecrash-report' | 'gatecrash-comparison' | 'gatecrash-trend' | 'gatecrash-plan',
  data: unknown,
): Markup {
  const json = JSON.stringify(data)
  if (json.length < longestPlain) {
    return markup`<script type="application/json" id="${id}">${trusted(escapeJson(json))}</script>`
  }
  const packed = deflateRawSync(json, { level: 9 }).toString('base64')
  return markup`<script type="application/gatecrash+deflate" id="${id}">${trusted(packed)}</script>`
}
