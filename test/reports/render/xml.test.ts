import fc from 'fast-check'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { expect, test } from 'vitest'
import { sanitize } from '../../../reports/render/sanitize.ts'
import { xmlElement } from '../../../reports/render/xml.ts'

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseAttributeValue: false,
  trimValues: false,
})

test('writes elements within elements', () => {
  expect(xmlElement('a', { n: 1 }, xmlElement('b', { text: '<&>"\'' }))).toEqual([
    '<a n="1">',
    '  <b text="&lt;&amp;&gt;&quot;&apos;"/>',
    '</a>',
  ])
})

test('gives back any text as it may be printed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const xml = xmlElement('a', { text }).join('')
      expect(XMLValidator.validate(xml)).toBe(true)
      const parsed = parser.parse(xml) as { a: { text: string } }
      expect(parsed.a.text).toBe(sanitize(text))
    }),
  )
})
