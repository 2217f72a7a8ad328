// East Asian wide and emoji presentation take two columns, combining marks none (Unicode UAX #11 and UTS #51).
const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\uFF01-\uFF60]/u
const widthless = /[\p{Mn}\p{Me}]/u

/** How many columns of a terminal a printable text takes. */
export function textWidth(text: string): number {
  let width = 0
  for (const character of text) width += widthless.test(character) ? 0 : wide.test(character) ? 2 : 1
  return width
}

/** Fills up with spaces on the right. */
export function padRight(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - textWidth(text)))
}

/** Fills up with spaces on the left. */
export function padLeft(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - textWidth(text))) + text
}

/** Cuts a text that is wider than `width`, ending it in an ellipsis. */
export function truncate(text: string, width: number): string {
  if (textWidth(text) <= width) return text
  let cut = ''
  for (const character of text) {
    if (textWidth(cut + character) > width - 1) break
    cut += character
  }
  return `${cut}…`
}

/**
 * Breaks a text into lines at its spaces; a word that is wider than a line is cut over several. The first line
 * starts with `first`, the others with `indent`.
 */
export function wrap(text: string, width: number, indent = '', first = ''): string[] {
  const lines: string[] = []
  let line = first
  let isStart = true
  // A percent sign stays with its figure.
  for (const word of text
    .split(/ (?!%)/)
    .flatMap((word) => pieces(word, width - Math.max(indent.length, first.length)))) {
    if (!isStart && textWidth(line) + 1 + textWidth(word) > width) {
      lines.push(line)
      line = indent
      isStart = true
    }
    line += isStart ? word : ` ${word}`
    isStart = false
  }
  return line.trim() === '' ? lines : [...lines, line]
}

function pieces(word: string, width: number): string[] {
  if (textWidth(word) <= width) return [word]
  const parts: string[] = []
  let part = ''
  for (const character of word) {
    if (textWidth(part + character) > width) {
      parts.push(part)
      part = ''
    }
    part += character
  }
  return [...parts, part]
}
