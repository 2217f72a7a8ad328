/** The Socket.IO adapters that the reference gateway knows; a gateway that we start reads the name from `ADAPTER`. */
export const adapters = ['memory', 'redis', 'redis-sharded', 'redis-streams', 'ipc'] as const

/** One of {@link adapters}. */
export type Adapter = (typeof adapters)[number]

/** Whether an adapter relays through Redis. */
export function needsRedis(adapter: Adapter): boolean {
  return adapter.startsWith('redis')
}
