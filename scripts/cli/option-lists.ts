/** Reads an option that names several things with commas. */
export function commaList(text: string): string[] {
  return text.split(',').map((part) => part.trim())
}

/** Collects an option that may be repeated. */
export function collect(text: string, before: readonly string[]): string[] {
  return [...before, text]
}
