import { isUtf8 } from 'node:buffer'

const replacement = '\ufffd'

/** Parses the JSON in `bytes[start, end)`. Throws a `TypeError` for bytes that are not UTF-8, a `SyntaxError` for bad JSON. */
export function parseJson(bytes: Buffer, start: number, end: number): unknown {
  const text = bytes.toString('utf8', start, end)
  // Broken bytes decode to the replacement character; a server may also have sent that character itself.
  if (text.includes(replacement) && !isUtf8(bytes.subarray(start, end))) throw new TypeError('the text is not UTF-8')
  return JSON.parse(text)
}
