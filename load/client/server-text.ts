const longest = 200

/** Makes a server's text fit for an error message: one line without control characters, cut to 200 characters. */
export function serverText(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim()
  return line.length <= longest ? line : `${line.slice(0, longest)}...`
}
