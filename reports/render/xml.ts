import { sanitize } from './sanitize.ts'

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/** Makes text of unknown origin safe in XML, in content and in attributes: on one line, without characters that XML forbids. */
export function escapeXml(text: string): string {
  return sanitize(text).replaceAll(/[&<>"']/g, (character) => entities[character] ?? character)
}

/** An element on one line, or over several where it holds others. */
export function xmlElement(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  content: readonly string[] = [],
): string[] {
  const texts = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`)
  const head = `<${name}${texts.join('')}`
  if (content.length === 0) return [`${head}/>`]
  return [`${head}>`, ...content.map((line) => `  ${line}`), `</${name}>`]
}
