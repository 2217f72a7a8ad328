import type { ChatClient } from '../client/chat-client.ts'
import { dialectOf, type DialectSpec } from '../client/dialect-spec.ts'
import { createClientFactory } from '../client/factory.ts'
import { runIdOf, StampReader } from '../stamp.ts'
import { historyRoom } from './request-steps.ts'

/** Of each message, as long as the text of a chat message usually is. */
const text = 'How long does it take to tell what has been said here before? '.repeat(2)

/**
 * A room with a history on every instance, and a member there who keeps it: the reference gateway forgets a room that
 * everybody has left.
 */
export class HistoryRoom {
  readonly #members: ChatClient[] = []
  readonly #factory = createClientFactory('lean', new StampReader(runIdOf(0)))

  /** Joins on each instance and sends so many messages. Rejects with a `ClientError`, or an `Error` in the gateway's words. */
  async fill(urls: readonly string[], spec: DialectSpec, messages: number): Promise<void> {
    const dialect = await dialectOf(spec)
    for (const [user, url] of urls.entries()) {
      const { path, namespace } = dialect
      const credentials = await dialect.credentials(user)
      const member = this.#factory.create({
        url,
        path,
        namespace,
        transport: 'websocket',
        ...credentials,
        tls: { rejectUnauthorized: false },
      })
      this.#members.push(member)
      await member.connect()
      const ask = async (args: readonly [event: string, ...args: unknown[]]): Promise<void> => {
        const refusal = dialect.refusal(await member.emitWithAck(...args))
        if (refusal !== undefined) throw new Error(`the gateway refuses "${args[0]}": ${refusal}`)
      }
      if (dialect.join !== undefined) await ask(dialect.join.args(historyRoom, user))
      for (let n = 0; n < messages; n++) await ask(dialect.send(historyRoom, text, user))
    }
  }

  async close(): Promise<void> {
    for (const member of this.#members) member.close()
    await this.#factory.close()
  }
}
