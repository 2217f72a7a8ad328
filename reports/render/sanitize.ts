const longest = 500

// C0 and C1 controls (escape sequences begin with one), line and paragraph separators, and the invisible characters
// that reorder text or have no width.
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\p{Cf}\p{Cs}\p{Co}\p{Cn}]+/gu
// Lines like ::error::text and ##[command] are orders to the runner of GitHub Actions, which reads what commands print.
const runnerOrder = /:(?=:[a-z][a-z-]{2}[^:]*::)|#(?=#\[)/gi
const blank = /^[\t\n\r\u2028\u2029]+$/

/**
 * Makes text of unknown origin safe to print on one line: a server's words may hold terminal escapes. Line breaks
 * and tabs become a space, other unprintable characters U+FFFD, orders to a CI runner are broken by one, and a very
 * long text is cut.
 */
export function sanitize(text: string): string {
  const printable = text
    .replaceAll(unprintable, (run) => (blank.test(run) ? ' ' : '\uFFFD'))
    .replaceAll(runnerOrder, '$&\uFFFD')
  return printable.length <= longest ? printable : `${printable.slice(0, longest)}…`
}
