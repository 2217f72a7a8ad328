import type { UserContext } from './artillery.ts'

/** A user's context with `room`, and `text` if there is one, as further variables; the user's own stay as they are. */
export function roomContext(context: UserContext, room: string, text?: string): UserContext {
  const vars = Object.create(context.vars) as Record<string, unknown>
  vars['room'] = room
  if (text !== undefined) vars['text'] = text
  return { vars, ...(context.funcs === undefined ? {} : { funcs: context.funcs }) }
}
