/** Joins groups of lines with an empty line between them. */
export function apart(groups: readonly (readonly string[])[]): string[] {
  return groups.flatMap((lines, at) => (at === 0 ? lines : ['', ...lines]))
}
