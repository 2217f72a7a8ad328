interface Placeholder {
  readonly _placeholder: true
  readonly num: number
}

/** Whether a value to be sent holds binary data anywhere. */
export function hasBinary(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (isBinary(value)) return true
  if ('toJSON' in value) return false
  for (const each of Object.values(value)) if (hasBinary(each)) return true
  return false
}

/** Copies the values with a placeholder for each piece of binary data, which goes to `attachments` instead. */
export function encodeBinary(values: readonly unknown[], attachments: Uint8Array[]): unknown[] {
  return values.map((value) => replaceBinary(value, attachments))
}

/**
 * Puts received attachments in the place of their placeholders.
 * Throws a `RangeError` for a placeholder that names no attachment.
 */
export function decodeBinary(value: unknown, attachments: readonly Buffer[]): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((each) => decodeBinary(each, attachments))
  if (isPlaceholder(value)) {
    const attachment = attachments[value.num]
    if (attachment === undefined) throw new RangeError('a placeholder without its attachment')
    return attachment
  }
  return mapValues(value, (each) => decodeBinary(each, attachments))
}

function replaceBinary(value: unknown, attachments: Uint8Array[]): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (isBinary(value)) {
    const num = attachments.push(bytesOf(value)) - 1
    return { _placeholder: true, num } satisfies Placeholder
  }
  if (Array.isArray(value)) return value.map((each) => replaceBinary(each, attachments))
  return 'toJSON' in value ? value : mapValues(value, (each) => replaceBinary(each, attachments))
}

function isBinary(value: object): value is ArrayBuffer | ArrayBufferView {
  return ArrayBuffer.isView(value) || value instanceof ArrayBuffer
}

function bytesOf(value: ArrayBuffer | ArrayBufferView): Uint8Array {
  if (value instanceof ArrayBuffer) return new Uint8Array(value)
  return new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
}

function isPlaceholder(value: object): value is Placeholder {
  return '_placeholder' in value && value._placeholder === true && 'num' in value && typeof value.num === 'number'
}

function mapValues(value: object, change: (each: unknown) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, change(each)]))
}
