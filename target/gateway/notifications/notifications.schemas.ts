import { z } from 'zod'
import { textSchema } from '../chat/chat.schemas.ts'

const longestUserName = 128

/** The body of `POST /notifications`. */
export const notificationSchema = z.object(
  {
    user: z
      .string({ error: 'must be a string' })
      .min(1, { error: 'must not be empty' })
      .max(longestUserName, { error: `must have at most ${longestUserName} characters` }),
    text: textSchema,
  },
  { error: 'must be an object' },
)

/** A text for one user. */
export type NewNotification = z.infer<typeof notificationSchema>
