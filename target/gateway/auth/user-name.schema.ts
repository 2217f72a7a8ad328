import { z } from 'zod'

const longestUserName = 128

/** A user's name, as a token or a request gives it. */
export const userNameSchema = z
  .string({ error: 'must be a string' })
  .min(1, { error: 'must not be empty' })
  .max(longestUserName, { error: `must have at most ${longestUserName} characters` })
