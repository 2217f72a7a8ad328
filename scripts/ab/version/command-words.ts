/**
 * Splits a command into its words as a shell does, without expanding anything: words are separated by blanks, quotes of
 * either kind keep what is in them together, and a backslash takes the next character as it is, except in single quotes.
 * Throws a `RangeError` where a quote is not closed.
 */
export function commandWords(text: string): string[] {
  const words: string[] = []
  let word: string | undefined
  let quote: string | undefined
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? ''
    if (character === '\\' && quote !== "'" && at + 1 < text.length) {
      word = `${word ?? ''}${text[++at] ?? ''}`
    } else if (character === quote) {
      quote = undefined
    } else if (quote === undefined && (character === '"' || character === "'")) {
      quote = character
      word ??= ''
    } else if (quote === undefined && /\s/.test(character)) {
      if (word !== undefined) words.push(word)
      word = undefined
    } else {
      word = `${word ?? ''}${character}`
    }
  }
  if (quote !== undefined) throw new RangeError(`the quote ${quote} is not closed`)
  return word === undefined ? words : [...words, word]
}
