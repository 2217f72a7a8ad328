import type { DefaultEventsMap, Namespace, Socket } from 'socket.io'

/** Why an event was refused; clients may rely on these words. */
export type ChatErrorCode =
  'invalid_payload' | 'not_a_member' | 'too_many_rooms' | 'unknown_event' | 'token_expired' | 'internal_error'

/** What a refused event is answered with. Holds nothing that the sender sent. */
export interface ChatError {
  readonly code: ChatErrorCode
  readonly message: string
}

/** Takes the answer to an event, or the reason it was refused. */
export type Acknowledgement<Answer> = (answer: Answer | { readonly error: ChatError }) => void

/** Events a client may send; every one is acknowledged where the client asks for it. */
export interface ClientEvents {
  joinRoom: (payload: RoomPayload, acknowledge?: Acknowledgement<JoinedRoom>) => void
  leaveRoom: (payload: RoomPayload, acknowledge?: Acknowledgement<RoomPayload>) => void
  message: (payload: MessagePayload, acknowledge?: Acknowledgement<{ readonly id: string }>) => void
  typing: (payload: RoomPayload, acknowledge?: Acknowledgement<RoomPayload>) => void
  cursor: (payload: CursorPayload, acknowledge?: Acknowledgement<RoomPayload>) => void
}

/** Events the gateway sends. */
export interface ServerEvents {
  newMessage: (message: ChatMessage) => void
  typing: (payload: RoomMember) => void
  cursor: (payload: MemberCursor) => void
  userJoined: (payload: RoomMember) => void
  userLeft: (payload: RoomMember) => void
  notification: (notification: { readonly id: string; readonly text: string }) => void
  exception: (error: ChatError) => void
}

/** Names a room. */
export interface RoomPayload {
  readonly room: string
}

/** A text for a room. */
export interface MessagePayload extends RoomPayload {
  readonly text: string
}

/** Where somebody's cursor is; what the position means is the clients' own affair. */
export interface CursorPayload extends RoomPayload {
  readonly position: string
}

/** A user in a room. */
export interface RoomMember extends RoomPayload {
  readonly user: string
}

/** A cursor as the other members of its room receive it. */
export interface MemberCursor extends CursorPayload, RoomMember {}

/** A message as the members of its room receive it. */
export interface ChatMessage extends MessagePayload, RoomMember {
  /** Unique over all instances. */
  readonly id: string
}

/** The answer to `joinRoom`. */
export interface JoinedRoom extends RoomPayload {
  /**
   * Connections of this instance that are in the room, the new one included. The other instances' members are not in
   * it: to count those, every join would have to ask every instance and wait for the slowest.
   */
  readonly members: number
}

/** What the gateway keeps with a connection. */
export interface SocketData {
  user: string
  /** When the token expires, in seconds since 1970; `undefined` where it does not. */
  expiresAt: number | undefined
}

/** A connection to `/chat`. */
export type ChatSocket = Socket<ClientEvents, ServerEvents, DefaultEventsMap, SocketData>

/** The namespace `/chat`. */
export type ChatNamespace = Namespace<ClientEvents, ServerEvents, DefaultEventsMap, SocketData>
