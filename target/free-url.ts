import { longestSilenceMs, probeHttp } from './http-probe.ts'
import { TargetError } from './target-error.ts'

const timeoutMs = 2_000

/**
 * Makes sure that nothing answers yet where a gateway is about to be started: something else would be measured in its place.
 * Rejects with a `TargetError` (`port-in-use`).
 */
export async function requireFreeUrl(url: string): Promise<void> {
  const isTaken = await probeHttp(url, AbortSignal.timeout(timeoutMs), {
    statusOnly: true,
    silenceMs: longestSilenceMs,
  }).then(
    () => true,
    () => false,
  )
  if (!isTaken) return
  throw new TargetError(
    'port-in-use',
    `Something answers at ${url} before the gateway was started: stop it, or measure it as it runs with --url alone. If it stands in front of the gateway, give the gateway a PORT of its own in env.`,
  )
}
