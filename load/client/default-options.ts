/** What a client does where its options do not say. Times in milliseconds. */
export const defaultOptions = {
  connectTimeoutMs: 20_000,
  ackTimeoutMs: 10_000,
  parser: 'json',
  maxPacketBytes: 16 * 2 ** 20,
} as const
