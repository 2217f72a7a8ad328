import { z } from 'zod'
import { userNameSchema } from '../auth/user-name.schema.ts'
import { textSchema } from '../chat/chat.schemas.ts'

/** The body of `POST /notifications`. */
export const notificationSchema = z.object({ user: userNameSchema, text: textSchema }, { error: 'must be an object' })

/** A text for one user. */
export type NewNotification = z.infer<typeof notificationSchema>
