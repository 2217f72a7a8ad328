import type { DialectTraits } from '../client/dialect.ts'
import type { Finding } from './finding.ts'

/** What became of the messages of a preflight. */
export interface Exchange {
  readonly traits: DialectTraits
  /** Base URL of the instance that each user is on, by user. */
  readonly urls: readonly string[]
  readonly senders: readonly number[]
  /** The most copies of one message of that sender that came to that receiver. */
  readonly copies: (receiver: number, sender: number) => number
  /** What each sender was answered: a refusal in words, `true` for yes, `undefined` for nothing. */
  readonly answer: (sender: number) => string | true | undefined
  /** An event that came to a user after messages were sent and did not hold their text, in words. */
  readonly stranger: string | undefined
  /** The event that sends. */
  readonly event: string
}

interface Pair {
  readonly receiver: number
  readonly sender: number
}

/** What is wrong with an exchange of messages; `undefined` where everything came exactly once. */
export function judgeExchange(exchange: Exchange): Finding | undefined {
  return missing(exchange) ?? tooMuch(exchange) ?? unanswered(exchange)
}

function missing(exchange: Exchange): Finding | undefined {
  const { traits, copies, urls, event, stranger } = exchange
  if (!traits.relays) return undefined
  const [heard, silent] = [pairsOf(exchange, true), pairsOf(exchange, false)]
  const [first] = silent.filter(({ receiver, sender }) => traits.senderReceives || receiver !== sender)
  if (first === undefined) return undefined
  const refused = exchange.senders.map((sender) => exchange.answer(sender)).find((answer) => typeof answer === 'string')
  if (refused !== undefined)
    return { stage: 'send', code: 'refused', seen: `the gateway refused "${event}": ${refused}` }
  const delivery = (code: string, seen: string): Finding => ({ stage: 'delivery', code, seen })
  if (heard.length === 0) {
    return stranger === undefined
      ? delivery('nobody', `nobody in the room received what was sent with "${event}"`)
      : delivery('changed', `nobody received the text that was sent with "${event}", but ${stranger}`)
  }
  if (heard.every(isOwn)) return delivery('echo', `nobody but its sender received what was sent with "${event}"`)
  if (silent.every(isOwn))
    return delivery('sender-silent', `everybody but its sender received what was sent with "${event}"`)
  const crosses = ({ receiver, sender }: Pair): boolean => urls[receiver] !== urls[sender]
  const others = silent.filter((pair) => !isOwn(pair))
  const [far] = others
  if (far !== undefined && others.every(crosses) && !heard.some(crosses)) {
    const between = `what was sent on ${urls[far.sender]} was received there, and not on ${urls[far.receiver]}`
    return delivery('other-instances', between)
  }
  const count = copies(first.receiver, first.sender)
  return delivery('some', `user ${first.receiver} received ${count} of what user ${first.sender} sent with "${event}"`)
}

function tooMuch(exchange: Exchange): Finding | undefined {
  const { traits, copies, event } = exchange
  const heard = pairsOf(exchange, true)
  if (!traits.relays) {
    if (heard.every(isOwn)) return undefined
    return {
      stage: 'delivery',
      code: 'relays',
      seen: `others received what was sent with "${event}", and the dialect says relays: false`,
    }
  }
  if (!traits.senderReceives && heard.some(isOwn)) {
    const seen = `the sender received its own message, and the dialect says senderReceives: false`
    return { stage: 'delivery', code: 'sender-hears', seen }
  }
  const repeated = heard.filter(({ receiver, sender }) => copies(receiver, sender) > 1)
  const [first] = repeated
  if (first === undefined) return undefined
  const who = repeated.length === heard.length ? 'every user' : `user ${first.receiver}`
  const times = copies(first.receiver, first.sender)
  return { stage: 'delivery', code: 'twice', seen: `${who} received one message of "${event}" ${times} times` }
}

function unanswered({ traits, senders, answer, event }: Exchange): Finding | undefined {
  if (!traits.acknowledges) return undefined
  const answers = senders.map(answer)
  const refused = answers.find((one) => typeof one === 'string')
  if (refused !== undefined)
    return { stage: 'acknowledgement', code: 'refused', seen: `the gateway refused "${event}": ${refused}` }
  if (!answers.includes(undefined)) return undefined
  return { stage: 'acknowledgement', code: 'no-ack', seen: `"${event}" was not acknowledged` }
}

/** Every receiver with every sender that it has heard, or has not. */
function pairsOf({ urls, senders, copies }: Exchange, heard: boolean): Pair[] {
  return senders.flatMap((sender) =>
    urls
      .map((_, receiver) => ({ receiver, sender }))
      .filter((pair) => copies(pair.receiver, pair.sender) > 0 === heard),
  )
}

function isOwn({ receiver, sender }: Pair): boolean {
  return receiver === sender
}
