/** A kind of client that is compared. */
export type ClientName = 'lean' | 'ws' | 'socket.io-client'

/** All kinds; ratios are to the last. */
export const clientNames: readonly ClientName[] = ['lean', 'ws', 'socket.io-client']

/** What the others are compared with. */
export const witness: ClientName = 'socket.io-client'
