import type { PracticalLimit } from '../metric.ts'
import { requireDirection } from './compare-rules.ts'

const pattern = /^\s*(?<id>[\w.-]+)\s*=\s*(?<amount>\d+(?:\.\d+)?|\.\d+)\s*(?<percent>%?)\s*$/

/**
 * Reads a practical limit as it is written on the command line: `delivery.serverCpuMicros=5%` is a share of base's value,
 * `connect.failed=2` an amount in the metric's unit. Throws a `RangeError` of one line for anything else, naming the
 * nearest metric where the metric is not known.
 */
export function parseLimit(text: string): { id: string; limit: PracticalLimit } {
  const parts = pattern.exec(text)?.groups
  if (parts === undefined) {
    throw new RangeError(
      `limit "${text}" cannot be read: write metric=share% or metric=amount, as in delivery.serverCpuMicros=5% or connect.failed=2`,
    )
  }
  const { id = '', amount = '', percent = '' } = parts
  requireDirection(id)
  const size = Number(amount)
  return { id, limit: percent === '%' ? { relative: size / 100 } : { absolute: size } }
}
