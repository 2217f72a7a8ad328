import type { Field, Plain } from './field.ts'

/** Writes a configuration as JSON, which has no comments and no examples. Throws a `TypeError` for a function. */
export function writeJson(fields: readonly Field[]): string {
  return `${JSON.stringify(objectOf(fields), undefined, 2)}\n`
}

function objectOf(fields: readonly Field[]): Record<string, Plain> {
  return Object.fromEntries(fields.filter(({ isExample }) => !isExample).map((each) => [each.key, plainOf(each)]))
}

function plainOf({ key, value }: Field): Plain {
  switch (value.kind) {
    case 'plain':
      return value.value
    case 'section':
      return objectOf(value.fields)
    case 'code':
      throw new TypeError(`${key} is a function, which JSON cannot hold`)
  }
}
