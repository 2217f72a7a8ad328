import { sanitize } from './sanitize.ts'
import { truncate } from './text-width.ts'

/** Texts are cut here, so that no report can make a comment too long to be posted. */
const longestText = 200

const invisible = '\u200B'

/**
 * Makes text of unknown origin inert in GitHub-flavoured Markdown, on one line of at most `longest` columns: no markup, HTML,
 * table cell, mention, issue reference or link comes of it. What GitHub recognises after escapes are resolved (mentions,
 * references, bare links) is parted by a zero-width space.
 */
export function escapeMarkdown(text: string, longest = longestText): string {
  return (
    truncate(sanitize(text).trim(), longest)
      .replaceAll(/[\\`*_{}[\]<>|~!]/g, '\\$&')
      .replaceAll('&', '&amp;')
      .replaceAll(/@|#(?=\d)|\bGH-(?=\d)/gi, `$&${invisible}`)
      .replaceAll(/\bwww(?=\.)|[a-z]:(?=\/\/)|\b(?:mailto|xmpp):/gi, `$&${invisible}`)
      .replace(/^(?:[-+=#]|\d+(?=[.)]))/, (start) => (/\d/.test(start) ? `${start}${invisible}` : `\\${start}`))
      // Last, since it brings a number sign along.
      .replaceAll('$', '&#36;')
  )
}

/** A row of a table. The cells are Markdown already. */
export function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

/** The line under the head of a table; a column is aligned left or right. */
export function tableRule(aligned: readonly ('left' | 'right')[]): string {
  return tableRow(aligned.map((side) => (side === 'left' ? ':--' : '--:')))
}

/** At most `most` lines of a list; where there are more, the last one tells how many `what` are left out. */
export function capped(lines: readonly string[], most: number, tell: (more: number) => string): string[] {
  return lines.length <= most ? [...lines] : [...lines.slice(0, most - 1), tell(lines.length - most + 1)]
}
