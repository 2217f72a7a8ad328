import { parseJson } from './json.ts'
import { engineTypes } from './packet-types.ts'

/** The answer to an Engine.IO handshake (Engine.IO protocol v4, "Handshake"). Times in milliseconds. */
export interface OpenPacket {
  readonly sid: string
  readonly upgrades: readonly string[]
  readonly pingInterval: number
  readonly pingTimeout: number
  /** The most bytes that one POST may have; `undefined` if the server does not say. */
  readonly maxPayload: number | undefined
}

/** Reads an open packet in `bytes[start, end)`, its type in front; `undefined` if it is none. */
export function readOpenPacket(bytes: Buffer, start: number, end: number): OpenPacket | undefined {
  if (start === end || bytes[start] !== engineTypes.open) return undefined
  try {
    return openPacketOf(parseJson(bytes, start + 1, end))
  } catch {
    return undefined
  }
}

function openPacketOf(value: unknown): OpenPacket | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { sid, upgrades, pingInterval, pingTimeout, maxPayload } = value as Partial<Record<keyof OpenPacket, unknown>>
  if (typeof sid !== 'string' || sid === '' || !isDuration(pingInterval) || !isDuration(pingTimeout)) return undefined
  return {
    sid,
    upgrades: Array.isArray(upgrades) ? upgrades.filter((each) => typeof each === 'string') : [],
    pingInterval,
    pingTimeout,
    maxPayload: isDuration(maxPayload) ? maxPayload : undefined,
  }
}

function isDuration(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0
}
