/** What the placeholders of a template stand for; one that is absent stays as it is written. */
export interface TemplateValues {
  readonly room?: string | undefined
  readonly text?: string | undefined
  readonly user?: number | undefined
  readonly jwt?: string | undefined
}

type Fill = (values: TemplateValues) => unknown

const placeholder = /\{\{(room|text|user|jwt)\}\}/g
const onlyPlaceholder = /^\{\{(room|text|user|jwt)\}\}$/

/** Makes of plain data in whose texts placeholders may stand the function that fills them in; it copies only what has some. */
export function compileTemplate(template: unknown): Fill {
  return compiled(template) ?? (() => template)
}

/** `undefined` where there is nothing to fill in. */
function compiled(template: unknown): Fill | undefined {
  if (typeof template === 'string') return compiledText(template)
  if (Array.isArray(template)) {
    const items: readonly unknown[] = template
    const parts = items.map(compiled)
    if (parts.every((part) => part === undefined)) return undefined
    return (values) => items.map((item, index) => parts[index]?.(values) ?? item)
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
