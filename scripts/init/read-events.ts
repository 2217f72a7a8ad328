import type { JoinConfirmation } from '../../load/client/dialect.ts'
import type { Events, PlainEvent } from './answers.ts'
import type { RawInitOptions } from './command.ts'
import type { Plain } from './document/field.ts'

const reserved = new Set(['connect', 'connect_error', 'disconnect', 'disconnecting', 'newListener', 'removeListener'])

/** Reads how users join and send; `undefined` where `--send` is not given. */
export function readEvents(raw: RawInitOptions, problems: string[]): Events | undefined {
  const { send, join, joined, dialect } = raw
  if (dialect !== undefined && (send ?? join ?? joined) !== undefined) {
    problems.push(
      `--dialect ${dialect} says how to join and send: leave out --join, --joined and --send, or --dialect.`,
    )
  }
  if (joined !== undefined && join === undefined) problems.push('--joined goes with --join.')
  if (join !== undefined && send === undefined) problems.push('--join goes with --send, which says how to send a text.')
  const joinEvent = join === undefined ? undefined : readEvent('--join', join, '{{room}}', problems)
  if (send === undefined) return undefined
  const sendEvent = readEvent('--send', send, '{{text}}', problems)
  const { acknowledges = false, relays, senderReceives } = raw
  if (!relays && !acknowledges) problems.push('--no-relays goes with --acknowledges: otherwise nothing comes back.')
  if (sendEvent === undefined) return undefined
  const isReceived = relays && senderReceives
  return {
    join: joinEvent,
    joined: joinConfirmation(joined),
    send: sendEvent,
    acknowledges,
    relays,
    senderReceives: isReceived,
  }
}

/** Reads how a join is confirmed: `ack`, `probe`, or the name of an event. */
export function joinConfirmation(text = 'probe'): JoinConfirmation {
  return text === 'ack' || text === 'probe' ? text : { event: text }
}

/** What is wrong with an event written as JSON, if anything; `placeholder` must be in it. */
export function eventProblem(text: string, placeholder: string): string | undefined {
  const value = parsed(text)
  const form = `give a JSON list of an event and its arguments, such as ["name",{"key":"${placeholder}"}].`
  if (!Array.isArray(value) || typeof value[0] !== 'string' || value[0] === '') return form
  if (reserved.has(value[0])) return `"${value[0]}" is an event of Socket.IO's own; name one of the gateway's.`
  return text.includes(placeholder) ? undefined : `${placeholder} must be in it, or every room and text is the same.`
}

/** Reads an event that has been found fine. */
export function eventOf(text: string): PlainEvent {
  return JSON.parse(text) as PlainEvent
}

function readEvent(flag: string, text: string, placeholder: string, problems: string[]): PlainEvent | undefined {
  const problem = eventProblem(text, placeholder)
  if (problem === undefined) return eventOf(text)
  problems.push(`${flag} ${text}: ${problem}`)
  return undefined
}

function parsed(text: string): Plain | undefined {
  try {
    return JSON.parse(text) as Plain
  } catch {
    return undefined
  }
}
