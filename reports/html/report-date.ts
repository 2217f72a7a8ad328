/** ISO 8601 to the minute, as people read it. */
export function dateText(iso: string): string {
  return `${iso.slice(0, 16).replace('T', ' ')} UTC`
}
