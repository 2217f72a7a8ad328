import { z } from 'zod'

const bytesPerUnit: Readonly<Record<string, number>> = {
  ...{ KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 },
  ...{ KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30, TiB: 2 ** 40 },
  // As Kubernetes writes them.
  ...{ Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40 },
}
const bitsPerUnit: Readonly<Record<string, number>> = { kbit: 1e3, Mbit: 1e6, Gbit: 1e9 }
const largestFactor = 100

/** A size in text, such as `2GiB`, read as bytes. Anything else, a bare number too, is refused with `allowed`. */
export function bytesText(allowed: string) {
  return readText(allowed, (text) => amountOf(text, bytesPerUnit)).pipe(z.number().positive())
}

/** A bandwidth in text, such as `1Gbit`, read as bits per second. Anything else is refused with `allowed`. */
export function bitsPerSecond(allowed: string) {
  return readText(allowed, (text) => amountOf(text.replace(/\/s$/, ''), bitsPerUnit)).pipe(z.number().positive())
}

/** A factor, such as `1.5`, or how much is added in percent, such as `50%`, read as the factor; refused with `allowed`. */
export function factor(allowed: string) {
  return z
    .union([z.number(), z.string()], { error: allowed })
    .transform((given, context) => {
      const [, percent] = /^(\d+(?:\.\d+)?) ?%$/.exec(String(given)) ?? []
      const read = percent === undefined ? given : 1 + Number(percent) / 100
      if (typeof read === 'number' && read > 0 && read <= largestFactor) return read
      context.addIssue({ code: 'custom', message: allowed })
      return z.NEVER
    })
    .pipe(z.number().positive())
}

function readText(allowed: string, read: (text: string) => number | undefined) {
  return z.string({ error: allowed }).transform((text, context) => {
    const value = read(text)
    if (value !== undefined) return value
    context.addIssue({ code: 'custom', message: allowed })
    return z.NEVER
  })
}

function amountOf(text: string, units: Readonly<Record<string, number>>): number | undefined {
  const [, amount, unit = ''] = /^(\d+(?:\.\d+)?) ?([A-Za-z]+)$/.exec(text.trim()) ?? []
  const scale = Object.hasOwn(units, unit) ? units[unit] : undefined
  return scale === undefined || !(Number(amount) > 0) ? undefined : Number(amount) * scale
}
