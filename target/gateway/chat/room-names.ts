const roomPrefix = 'room:'
const userPrefix = 'user:'

/** The Socket.IO room behind a chat room. The prefix keeps clients out of `user:` rooms and of other sockets' own rooms. */
export function chatRoom(name: string): string {
  return roomPrefix + name
}

/** The Socket.IO room that every socket of a user is in. */
export function userRoom(user: string): string {
  return userPrefix + user
}

/** Whether a Socket.IO room is a chat room. */
export function isChatRoom(room: string): boolean {
  return room.startsWith(roomPrefix)
}
