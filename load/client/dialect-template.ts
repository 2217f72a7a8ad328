/** What the placeholders of a template stand for; one that is absent stays as it is written. */
export interface TemplateValues {
  readonly room?: string | undefined
  readonly text?: string | undefined
  readonly user?: number | undefined
  readonly jwt?: string | undefined
}

type Fill = (values: TemplateValues) => unknown

/** All placeholders, as they stand between two pairs of braces. */
export const placeholders = ['room', 'text', 'user', 'jwt'] as const satisfies readonly (keyof TemplateValues)[]

const placeholder = new RegExp(`\\{\\{(${placeholders.join('|')})\\}\\}`, 'g')
const onlyPlaceholder = new RegExp(`^${placeholder.source}$`)

/** Makes of plain data in whose texts placeholders may stand the function that fills them in; it copies only what has some. */
export function compileTemplate(template: unknown): Fill {
  return compiled(template) ?? (() => template)
}

/** Whether a placeholder stands anywhere in the texts of plain data. */
export function mentions(template: unknown, name: keyof TemplateValues): boolean {
  if (typeof template === 'string') return template.includes(`{{${name}}}`)
  if (typeof template !== 'object' || template === null) return false
  return Object.values(template).some((part) => mentions(part, name))
}

/** `undefined` where there is nothing to fill in. */
function compiled(template: unknown): Fill | undefined {
  if (typeof template === 'string') return compiledText(template)
  if (Array.isArray(template)) {
    const items: readonly unknown[] = template
    const parts = items.map(compiled)
    if (parts.every((part) => part === undefined)) return undefined
    return (values) => items.map((item, index) => (parts[index] === undefined ? item : parts[index](values)))
  }
  if (typeof template !== 'object' || template === null) return undefined
  const parts = Object.entries(template).flatMap(([key, value]) => {
    const part = compiled(value)
    return part === undefined ? [] : [[key, part] as const]
  })
  if (parts.length === 0) return undefined
  return (values) => {
    const filled: Record<string, unknown> = { ...template }
    for (const [key, part] of parts) filled[key] = part(values)
    return filled
  }
}

function compiledText(template: string): Fill | undefined {
  const only = onlyPlaceholder.exec(template)?.[1] as keyof TemplateValues | undefined
  if (only !== undefined) return (values) => values[only] ?? template
  if (template.search(placeholder) === -1) return undefined
  return (values) => template.replace(placeholder, (whole, name: keyof TemplateValues) => String(values[name] ?? whole))
}
