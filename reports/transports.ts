import type { ByTransport } from '../load/offered-load.ts'

/** How users talk to a gateway, in the order they are printed. */
export const transports = ['websocket', 'upgrade', 'polling'] as const satisfies readonly (keyof ByTransport)[]

/** One of {@link transports}. */
export type Transport = (typeof transports)[number]
