import { connectionOptions, gatewayOptions, ignoredOptions } from './option-names.ts'
import { shown, type ScriptCheck } from './script-check.ts'

const numbers = ['randomizationFactor', 'reconnectionAttempts', 'reconnectionDelay', 'reconnectionDelayMax', 'timeout']

/** Says what is wrong with the options of the engine or of a scenario. */
export function checkOptions(value: unknown, where: string, check: ScriptCheck): void {
  if (value === undefined || value === null) return
  const known = [...connectionOptions, ...gatewayOptions, ...ignoredOptions]
  const options = check.object(value, where, { known })
  if (options === undefined) return
  checkValues(options, where, check)
  for (const key of ['join', 'leave', 'send']) {
    const event = options[key]
    if (event === undefined) continue
    if (!Array.isArray(event) || event.length === 0) {
      check.say(`${where}.${key}`, `must be a list: the event's name and its arguments; got ${shown(event)}`)
    }
  }
  for (const key of ['namespace', 'log']) if (options[key] !== undefined) check.text(options[key], `${where}.${key}`)
}

/** Says what is wrong with the options of one `connect`. */
export function checkConnectOptions(value: unknown, where: string, check: ScriptCheck): void {
  if (value === null || value === true) return
  const options = check.object(value, where, { known: [...connectionOptions, ...ignoredOptions] })
  if (options !== undefined) checkValues(options, where, check)
}

/** Says what is wrong with the TLS options of the script. */
export function checkTls(value: unknown, check: ScriptCheck): void {
  if (value === undefined || value === null) return
  check.object(value, 'config.tls', { known: ['rejectUnauthorized', 'ca'] })
}

function checkValues(options: Readonly<Record<string, unknown>>, where: string, check: ScriptCheck): void {
  const { parser, auth, transports } = options
  if (parser !== undefined && parser !== 'default') {
    check.say(
      `${where}.parser`,
      `${shown(parser)} is not supported: this engine speaks Socket.IO's own format; leave it out`,
    )
  }
  if (typeof auth === 'string') check.functions(auth, `${where}.auth`)
  for (const key of numbers) {
    const value = options[key]
    if (value !== undefined && !(typeof value === 'number' && value >= 0)) {
      check.say(`${where}.${key}`, `must be a number, 0 or more; got ${shown(value)}`)
    }
  }
  for (const key of ['query', 'extraHeaders']) {
    const value = options[key]
    if (value !== undefined && (typeof value !== 'object' || value === null || Array.isArray(value))) {
      check.say(`${where}.${key}`, `must be an object of names and values; got ${shown(value)}`)
    }
  }
  if (transports !== undefined && transportOf(transports) === undefined) {
    check.say(
      `${where}.transports`,
      `must be [websocket], [polling] or [polling, websocket], which upgrades; got ${shown(transports)}`,
    )
  }
}

/** The way to connect that a list of transports means; `undefined` for one that means none. */
export function transportOf(transports: unknown): 'websocket' | 'polling' | 'upgrade' | undefined {
  const [first, second, ...rest] = Array.isArray(transports) ? (transports as unknown[]) : [transports]
  if (rest.length > 0) return undefined
  if (first === 'websocket' && (second === undefined || second === 'polling')) return 'websocket'
  if (first !== 'polling') return undefined
  if (second === undefined) return 'polling'
  return second === 'websocket' ? 'upgrade' : undefined
}
