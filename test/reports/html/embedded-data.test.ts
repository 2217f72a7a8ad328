import { expect, test } from 'vitest'
import { embeddedReport } from '../../../reports/embedded-report.ts'
import { embeddedData } from '../../../reports/html/embedded-data.ts'

test('short data are embedded as JSON', () => {
  const element = embeddedData('gatecrash-report', { text: '</script><!--' }).text
  expect(element).toBe(
    '<script type="application/json" id="gatecrash-report">{"text":"\\u003c/script>\\u003c!--"}</script>',
  )
})

test('long data are compressed, and are read back as they were', () => {
  const data = { text: '</script>'.repeat(20_000) }
  const element = embeddedData('gatecrash-report', data).text
  expect(element).toContain('type="application/gatecrash+deflate"')
  expect(element.length).toBeLessThan(2000)
  expect(JSON.parse(embeddedReport(element))).toEqual(data)
})
