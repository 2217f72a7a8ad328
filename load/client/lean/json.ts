const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Parses the JSON in `bytes[start, end)`. Throws a `TypeError` for bytes that are not UTF-8, a `SyntaxError` for bad JSON. */
export function parseJson(bytes: Buffer, start: number, end: number): unknown {
  return JSON.parse(decoder.decode(bytes.subarray(start, end)))
}
