import { expect, test } from 'vitest'
import type { Credentials } from '../../../load/client/credentials.ts'
import { LoginError } from '../../../load/client/login-error.ts'
import { logIn } from '../../../load/worker/log-in.ts'
import { VirtualUser } from '../../../load/worker/virtual-user.ts'

const usersOf = (count: number) => Array.from({ length: count }, (_, index) => new VirtualUser(index, 'room'))

/** Logins that wait to be answered one by one, in the order in which they began. */
function waitingLogins() {
  const begun: { user: number; answer: PromiseWithResolvers<Credentials> }[] = []
  const credentials = (user: number): Promise<Credentials> => {
    const answer = Promise.withResolvers<Credentials>()
    begun.push({ user, answer })
    return answer.promise
  }
  return { begun, credentials }
}

/** Lets everything go on that waits for nothing but promises. */
const settle = () => new Promise((resolve) => setImmediate(resolve))

test('each user has its own credentials', async () => {
  const users = usersOf(40)
  await logIn(users, { credentials: (user) => Promise.resolve({ auth: { user } }) })
  expect(users.map(({ credentials }) => credentials?.auth?.['user'])).toEqual(users.map(({ index }) => index))
})

test('sixteen logins are under way at once, in the order of the users', async () => {
  const { begun, credentials } = waitingLogins()
  const all = logIn(usersOf(20), { credentials })
  expect(begun.map(({ user }) => user)).toEqual(Array.from({ length: 16 }, (_, user) => user))
  begun[5]?.answer.resolve({})
  await settle()
  expect(begun.map(({ user }) => user).slice(16)).toEqual([16])
  for (let login = 0; login < 20; login++) {
    begun[login]?.answer.resolve({})
    await settle()
  }
  await all
  expect(begun).toHaveLength(20)
})

test('one that fails ends it, and no further one begins', async () => {
  const { begun, credentials } = waitingLogins()
  const all = logIn(usersOf(100), { credentials })
  const failed = expect(all).rejects.toThrow('user 3 could not be logged in')
  begun[3]?.answer.reject(new LoginError('user 3 could not be logged in: no'))
  await failed
  for (const { answer } of begun) answer.resolve({})
  await settle()
  expect(begun).toHaveLength(16)
})
