/** What leads back to this machine by definition: `localhost` (RFC 6761), 127.0.0.0/8 (RFC 1122) and ::1 (RFC 4291), as a URL has them. */
const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

/** Whether a URL leads to this machine whatever its network is like. Throws a `TypeError` for what is no URL. */
export function isLoopback(url: string): boolean {
  return loopback.test(new URL(url).hostname)
}
