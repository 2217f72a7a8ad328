import { inflateRawSync } from 'node:zlib'
import { notAReport } from './report-problems.ts'
import { mostReportBytes } from './report-text.ts'

// Tags of pages are found without backtracking, however many there are.
const scriptTag = /<script\b([^<>]*)>/g
const ownId = /\bid="gatecrash-(report|comparison|trend|plan)"/
const typeOf = /\btype="([^"]*)"/

/**
 * Finds the JSON of the report in the text of a page that `bench` wrote: plain in an element of type `application/json`,
 * or as raw deflate (RFC 1951) in base64 in one of type `application/gatecrash+deflate`.
 *
 * Throws a `RangeError` of one line: a comparison, a trend, a plan, a page of somebody else, damaged data.
 */
export function embeddedReport(html: string): string {
  let other: string | undefined
  for (const tag of html.matchAll(scriptTag)) {
    const attributes = tag[1] ?? ''
    const kind = ownId.exec(attributes)?.[1]
    if (kind === 'report') return contentOf(html, tag.index + tag[0].length, typeOf.exec(attributes)?.[1])
    other ??= kind
  }
  throw new RangeError(other === undefined ? 'no report in this page: it is not one of gatecrash' : notAReport(other))
}

function contentOf(html: string, from: number, type: string | undefined): string {
  const end = html.indexOf('</script', from)
  if (end < 0) throw new RangeError('the page ends within its data, so the file is truncated')
  const content = html.slice(from, end)
  switch (type) {
    case 'application/json':
      return content
    case 'application/gatecrash+deflate':
      return inflate(content)
    default:
      throw new RangeError('the page keeps its data in a form that this version does not know; use its report.json')
  }
}

function inflate(content: string): string {
  try {
    return inflateRawSync(Buffer.from(content, 'base64'), { maxOutputLength: mostReportBytes }).toString()
  } catch (error) {
    const isTooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
    const problem = isTooLarge ? 'unpack to more than 64 MiB' : 'are damaged'
    throw new RangeError(`the data in the page ${problem}`, { cause: error })
  }
}
