import { Option } from 'commander'
import { collect } from '../cli/option-lists.ts'
import { wholeNumber } from '../cli/whole-number.ts'
import type { LoadedConfig } from '../config/loaded-config.ts'
import { defaultCaps, type Caps } from './harm/caps.ts'

const most = 1e9
const mostSeconds = 86_400

/** The flags about what a run may do to others as commander reads them. */
export interface RawHarmOptions {
  readonly allowHost: readonly string[]
  readonly maxUsers?: number
  readonly maxRate?: number
  readonly maxDeliveries?: number
  readonly maxDuration?: number
  readonly dryRun: boolean
}

/** The flags about what a run may do to others. */
export function harmFlags() {
  const { users, rate, deliveries, seconds } = defaultCaps
  return {
    allowHost: new Option('--allow-host <host>', 'a host besides this machine that may be put under load; repeat')
      .argParser(collect)
      .default([]),
    maxUsers: cap('--max-users <n>', 'the most users of a trial', users, most),
    maxRate: cap('--max-rate <n>', 'the most connections, and the most messages, per second', rate, most),
    maxDeliveries: cap('--max-deliveries <n>', 'the most deliveries per second', deliveries, most),
    maxDuration: cap('--max-duration <s>', 'the most seconds of load in a trial', seconds, mostSeconds),
    dryRun: new Option('--dry-run', 'prints what would be done, and does nothing').default(false),
  } as const
}

/** What a run may do to others, and whether it shall only be told. */
export interface HarmChoice {
  readonly allowHosts: readonly string[]
  /** Caps that were given; the others have their defaults, which hold for hosts that are not this machine. */
  readonly caps: Partial<Caps>
  readonly dryRun: boolean
}

/** What flags and configuration say together: hosts of both, and caps of the flags before those of the configuration. */
export function chooseHarm(raw: RawHarmOptions, config: LoadedConfig): HarmChoice {
  const { maxUsers, maxRate, maxDeliveries, maxDuration, dryRun } = raw
  return {
    allowHosts: [...new Set([...config.allowHosts, ...raw.allowHost])],
    caps: {
      ...config.caps,
      ...(maxUsers !== undefined && { users: maxUsers }),
      ...(maxRate !== undefined && { rate: maxRate }),
      ...(maxDeliveries !== undefined && { deliveries: maxDeliveries }),
      ...(maxDuration !== undefined && { seconds: maxDuration }),
    },
    dryRun,
  }
}

function cap(flag: string, what: string, usual: number, largest: number): Option {
  const text = `${what}; default ${usual.toLocaleString('en-US')} on other hosts, none on this machine`
  return new Option(flag, text).argParser(wholeNumber(1, largest))
}
