const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

/** Whether any of these URLs leads to another machine; none of them does where there are none. */
export function isRemote(urls: readonly string[]): boolean {
  return urls.some((url) => !loopback.test(new URL(url).hostname))
}
