import { isMap, isNode, isScalar, isSeq, type Document, type LineCounter } from 'yaml'

/** The line, from 1, of a value in a YAML document: of its key, or of what should hold it where there is no such key. */
export function lineOf(document: Document, path: readonly PropertyKey[], lines: LineCounter): number {
  for (let length = path.length; length > 0; length--) {
    const holder: unknown = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true)
    const offset = offsetIn(holder, path[length - 1])
    if (offset !== undefined) return lines.linePos(offset).line
  }
  return 1
}

function offsetIn(holder: unknown, key: PropertyKey | undefined): number | undefined {
  if (isMap(holder)) {
    const pair = holder.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key))
    return isScalar(pair?.key) ? pair.key.range?.[0] : undefined
  }
  if (!isSeq(holder) || typeof key !== 'number') return undefined
  const item = holder.items[key]
  return isNode(item) ? item.range?.[0] : undefined
}
