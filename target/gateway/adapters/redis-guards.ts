import { ErrorReply } from '@redis/client'
import type { BrokerStats } from './broker-stats.ts'

type Command = (...parameters: unknown[]) => Promise<unknown>

const publishCommands = ['publish', 'sPublish', 'xAdd']
const subscriptionCommands = ['subscribe', 'pSubscribe', 'sSubscribe', 'unsubscribe', 'pUnsubscribe', 'sUnsubscribe']
const sent = Promise.resolve('')

/**
 * Makes a client's publishes resolve at once and never reject; failures are counted.
 *
 * The classic adapter drops the promise of a publish, so that a rejection would end the process; the sharded and the
 * streams adapter wait for it before they deliver to their own sockets.
 */
export function publishWithoutWaiting(client: object, stats: BrokerStats): void {
  const onPublished = () => void stats.published++
  const onFailed = () => void stats.publishFailures++
  replaceCommands(client, publishCommands, (publish) => (...parameters) => {
    publish(...parameters).then(onPublished, onFailed)
    return sent
  })
}

/**
 * Makes a client's subscriptions follow what was asked last, and never reject; what Redis refuses is counted.
 *
 * - A command that was under way when the connection broke is sent again: the client forgets it, and the room it was
 *   for would stay deaf.
 * - Commands for one channel go one after the other: a subscribe sent while an unsubscribe is under way is taken for
 *   one that is there already, and then lost when the unsubscribe is answered.
 */
export function keepSubscriptions(client: { readonly isOpen: boolean }, stats: BrokerStats): void {
  const underWay = new Map<string, Promise<void>>()
  replaceCommands(client, subscriptionCommands, (send) => (...parameters) => {
    const channel = String(parameters[0])
    const previous = underWay.get(channel)
    const attempt = () => sendUntilAnswered(client, () => send(...parameters), stats)
    const current = previous === undefined ? attempt() : previous.then(attempt)
    underWay.set(channel, current)
    return current.finally(() => {
      if (underWay.get(channel) === current) underWay.delete(channel)
    })
  })
}

async function sendUntilAnswered(
  client: { readonly isOpen: boolean },
  send: () => Promise<unknown>,
  stats: BrokerStats,
) {
  for (;;) {
    try {
      await send()
      return
    } catch (error) {
      if (error instanceof ErrorReply) {
        stats.subscribeFailures++
        return
      }
      if (!client.isOpen) return
    }
  }
}

function replaceCommands(client: object, names: readonly string[], replacement: (command: Command) => Command): void {
  for (const name of names) {
    const command = Reflect.get(client, name) as Command
    Reflect.set(client, name, replacement(command.bind(client)))
  }
}
