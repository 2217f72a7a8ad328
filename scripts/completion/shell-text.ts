/** A text in single quotes, as bash and zsh read it. */
export function shellText(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}

/** A text in single quotes, as fish reads it: a backslash escapes there, too. */
export function fishText(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}
