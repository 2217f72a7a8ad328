import { deflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { embeddedReport } from '../../reports/embedded-report.ts'
import { compressedReportPage, reportPage } from '../support/report-page.ts'

const json = JSON.stringify({
  schema: 'gatecrash/report@1',
  note: '</script><script id="gatecrash-report"> & "quoted"',
})

describe('embeddedReport', () => {
  test('finds the JSON in a page, whatever it says of scripts', () => {
    expect(JSON.parse(embeddedReport(reportPage(json)))).toEqual(JSON.parse(json))
  })

  test('unpacks compressed JSON', () => {
    expect(embeddedReport(compressedReportPage(json))).toBe(json)
  })

  test('does not mind the order of attributes', () => {
    expect(embeddedReport('<script id="gatecrash-report" type="application/json">{}</script>')).toBe('{}')
  })

  test.each([
    ['comparison', 'a comparison of two reports, not a report; give the reports that it was made from'],
    ['trend', 'a trend of several reports, not a report; give the reports that it was made from'],
    ['plan', 'a capacity plan, not a report; give the report that it was made from'],
  ])('says that the page of a %s is no report', (kind, message) => {
    expect(() => embeddedReport(reportPage('{}', kind))).toThrow(new RangeError(message))
  })

  test.each([
    [
      'of somebody else',
      '<html><body>gatecrash-report</body></html>',
      'no report in this page: it is not one of gatecrash',
    ],
    [
      'that is cut off',
      '<script type="application/json" id="gatecrash-report">{"schema"',
      'the page ends within its data, so the file is truncated',
    ],
    [
      'of another form',
      '<script type="text/plain" id="gatecrash-report">{}</script>',
      'the page keeps its data in a form that this version does not know; use its report.json',
    ],
    [
      'with damaged data',
      '<script type="application/gatecrash+deflate" id="gatecrash-report">AAAA</script>',
      'the data in the page are damaged',
    ],
  ])('says what is wrong with a page %s', (_, html, message) => {
    expect(() => embeddedReport(html)).toThrow(new RangeError(message))
  })

  test('does not unpack without end', () => {
    const data = deflateRawSync(Buffer.alloc(65 * 2 ** 20)).toString('base64')
    const html = `<script type="application/gatecrash+deflate" id="gatecrash-report">${data}</script>`
    expect(() => embeddedReport(html)).toThrow(new RangeError('the data in the page unpack to more than 64 MiB'))
  })
})
