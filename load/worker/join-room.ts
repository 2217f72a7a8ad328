import type { ChatClient } from '../client/chat-client.ts'
import { ClientError } from '../client/client-error.ts'
import type { Dialect, Join } from '../client/dialect.ts'
import type { VirtualUser } from './virtual-user.ts'

/** What joining takes besides the client. */
export interface JoinOptions {
  readonly join: Join
  readonly refusal: Dialect['refusal']
  readonly user: VirtualUser
  /** The most that a confirming event may take, in milliseconds; acknowledgements have the client's limit. */
  readonly timeoutMs: number
}

/**
 * Has a user join its room, and resolves with whether the gateway has confirmed it: where it says nothing, only a message
 * that comes through will show it. Rejects with a `ClientError`: `refused` by the gateway is its `connect-error`.
 */
export async function joinRoom(client: ChatClient, { join, refusal, user, timeoutMs }: JoinOptions): Promise<boolean> {
  const args = join.args(user.room, user.index)
  switch (join.confirmedBy) {
    case 'probe':
      client.emit(...args)
      return false
    case 'ack': {
      const refused = refusal(await client.emitWithAck(...args))
      if (refused !== undefined) throw new ClientError('connect-error', 'open', refused)
      return true
    }
    default: {
      const answered = eventOf(client, join.confirmedBy.event, { user, timeoutMs, asked: args[0] })
      client.emit(...args)
      await answered
      return true
    }
  }
}

/** Resolves with the event; rejects when the connection ends or the time is up. Reads events only as long as it waits. */
async function eventOf(
  client: ChatClient,
  event: string,
  { user, timeoutMs, asked }: { readonly user: VirtualUser; readonly timeoutMs: number; readonly asked: string },
): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  try {
    await new Promise<void>((resolve, reject) => {
      client.onEvent((name) => {
        if (name === event) resolve()
      })
      user.onLost = reject
      timer = setTimeout(() => {
        const message = `the gateway sent no "${event}" within ${timeoutMs} ms of "${asked}"`
        reject(new ClientError('ack-timeout', 'open', message))
      }, timeoutMs)
    })
  } finally {
    clearTimeout(timer)
    user.onLost = undefined
    client.onEvent(undefined)
  }
}
