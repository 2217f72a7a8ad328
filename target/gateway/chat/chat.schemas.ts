import { z } from 'zod'

const longestRoomName = 64
const longestText = 16_384
const longestPosition = 64

/** A room name as clients may choose it. */
export const roomNameSchema = z
  .string({ error: 'must be a string' })
  .regex(/^[\p{L}\p{N}_.:-]+$/u, { error: 'must be letters, digits, and the characters _ . : -' })
  .max(longestRoomName, { error: `must have at most ${longestRoomName} characters` })

/** A text as a user may send it. */
export const textSchema = z
  .string({ error: 'must be a string' })
  .min(1, { error: 'must not be empty' })
  .max(longestText, { error: `must have at most ${longestText} characters` })

/** Where a cursor is, in whatever form clients agree on. */
export const positionSchema = z
  .string({ error: 'must be a string' })
  .max(longestPosition, { error: `must have at most ${longestPosition} characters` })

/** The payload of `joinRoom`, `leaveRoom` and `typing`. */
export const roomSchema = z.object({ room: roomNameSchema }, { error: 'must be an object' })

/** The payload of `message`. */
export const messageSchema = z.object({ room: roomNameSchema, text: textSchema }, { error: 'must be an object' })

/** The payload of `cursor`. */
export const cursorSchema = z.object({ room: roomNameSchema, position: positionSchema }, { error: 'must be an object' })
