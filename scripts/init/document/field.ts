/** What JSON can say. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain }

/** The languages that a configuration is written in. */
export type ConfigFormat = 'ts' | 'js' | 'json' | 'yml'

/** All of them. */
export const configFormats: readonly ConfigFormat[] = ['ts', 'js', 'json', 'yml']

/** What a key stands for: plain data on one line where it fits, further keys, or a function (TypeScript and JavaScript only). */
export type FieldValue =
  | { readonly kind: 'plain'; readonly value: Plain }
  | { readonly kind: 'section'; readonly fields: readonly Field[] }
  | { readonly kind: 'code'; readonly lines: (format: 'ts' | 'js') => readonly string[] }

/** One key of a configuration file. */
export interface Field {
  readonly key: string
  readonly value: FieldValue
  /** Lines that are written above it. */
  readonly comment: readonly string[]
  /** An example of what could be said: the whole field is written as a comment. */
  readonly isExample: boolean
}

/** A key with plain data. */
export function field(key: string, value: Plain, comment: readonly string[] = []): Field {
  return { key, value: { kind: 'plain', value }, comment, isExample: false }
}

/** A key with keys below it. */
export function section(key: string, fields: readonly Field[], comment: readonly string[] = []): Field {
  return { key, value: { kind: 'section', fields }, comment, isExample: false }
}

/** A key that is written as a comment. */
export function example(key: string, value: Plain, comment: readonly string[] = []): Field {
  return { ...field(key, value, comment), isExample: true }
}
