import { isLoopback } from '../bench/harm/loopback.ts'

/** Whether any of these URLs leads to another machine; none of them does where there are none. */
export function isRemote(urls: readonly string[]): boolean {
  return !urls.every(isLoopback)
}
