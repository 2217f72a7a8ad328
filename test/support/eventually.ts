import { setTimeout as delay } from 'node:timers/promises'

const pauseMs = 50
const patienceMs = 30_000

/** Repeats an attempt until it gives a value; for what a server does without telling anybody. Rejects after half a minute. */
export async function eventually<Value>(
  what: string,
  attempt: () => Value | undefined | Promise<Value | undefined>,
): Promise<Value> {
  const end = performance.now() + patienceMs
  for (;;) {
    const value = await attempt()
    if (value !== undefined) return value
    if (performance.now() > end) throw new Error(`waited in vain: ${what}`)
    await delay(pauseMs)
  }
}
