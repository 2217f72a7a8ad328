import type { Dialect } from '../client/dialect.ts'
import type { VirtualUser } from './virtual-user.ts'

/** Logins that are under way at the same time: as many as a gateway's HTTP server can be expected to take at once. */
const atOnce = 16

/**
 * Makes what each user shows when it connects, in the order of the users, a few at a time. Rejects with the `LoginError` of the
 * first that fails, and begins no further one then.
 */
export async function logIn(
  users: readonly VirtualUser[],
  { credentials }: Pick<Dialect, 'credentials'>,
): Promise<void> {
  const waiting = users.values()
  let failed = false
  const lane = async (): Promise<void> => {
    for (const user of waiting) {
      try {
        user.credentials = await credentials(user.index)
      } catch (error) {
        failed = true
        throw error
      }
      if (failed) return
    }
  }
  await Promise.all(Array.from({ length: atOnce }, lane))
}
