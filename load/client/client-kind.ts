/** Which implementation makes the connections: the lean one, or the official one as its witness. */
export type ClientKind = 'lean' | 'socket.io'

/** All client kinds. */
export const clientKinds: readonly ClientKind[] = ['lean', 'socket.io']
