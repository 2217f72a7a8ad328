/** What a terminal may act on, or show as nothing or in another order; and ##[, which the runner of GitHub Actions acts on. */
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}]|#(?=#\[)/gu

/**
 * JSON that may be printed on a terminal: what could act on one is escaped, so that a program reads the same values and a
 * person sees them. Two spaces of indent, and a line feed at the end.
 */
export function printableJson(value: unknown): string {
  const lines = JSON.stringify(value, null, 2).split('\n')
  return `${lines.map((line) => line.replaceAll(unprintable, escaped)).join('\n')}\n`
}

function escaped(character: string): string {
  return Array.from({ length: character.length }, (_, at) => {
    return `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`
  }).join('')
}
