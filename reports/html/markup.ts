import { sanitize } from '../render/sanitize.ts'

/** HTML that may be put into a page as it is. Only {@link markup} and {@link trusted} make it. */
export class Markup {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

/** What a template may hold: HTML as it is, anything else as text; `undefined` as nothing; lists one after the other. */
export type Content = Markup | string | number | undefined | readonly Content[]

/**
 * A template of HTML: its own text is kept, what is filled in is escaped and made printable unless it is {@link Markup}.
 * So no text of a report can become an element, leave an attribute (all of them stand in double quotes) or reorder a line.
 */
export function markup(strings: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  return new Markup(strings.reduce((text, part, at) => text + render(contents[at - 1]) + part))
}

/** Takes text for HTML; only for files of ours and for what has been escaped by other means. */
export function trusted(text: string): Markup {
  return new Markup(text)
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Escapes text for HTML, in an element as well as in a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '')
}

/**
 * Escapes JSON for a script element: without `<`, neither an end tag nor a comment can begin in it. The text still reads
 * as the same JSON.
 */
export function escapeJson(json: string): string {
  return json.replaceAll('<', '\\u003c')
}

function render(content: Content): string {
  if (content === undefined) return ''
  if (content instanceof Markup) return content.text
  if (typeof content === 'string') return escapeHtml(sanitize(content))
  if (typeof content === 'number') return String(content)
  return content.map(render).join('')
}
