import type { Contradiction } from './dialect-contradictions.ts'
import type { TargetConfig } from './config.ts'

/** The items of what may be given as one or as several. */
export function listOf(given: string | readonly string[] | undefined): readonly string[] {
  return given === undefined ? [] : typeof given === 'string' ? [given] : given
}

/** What does not go together in a target whose keys are fine one by one. */
export function targetContradictions(target: TargetConfig): Contradiction[] {
  const { start, instances, ready, insecure, ca } = target
  const urls = listOf(target.url)
  const metricsUrls = listOf(target.metricsUrl)
  const found: Contradiction[] = []
  const say = (at: string, text: string): unknown => found.push({ at: [at], text })
  if (start === undefined && urls.length === 0) {
    found.push({
      at: [],
      text: 'there is nothing to measure; give start, which starts a gateway, or url, where one runs',
    })
    return found
  }
  if (start === undefined) {
    for (const key of ['cwd', 'env', 'ready'] as const) {
      if (target[key] !== undefined) say(key, 'this is about a gateway that is started; add start, or leave it out')
    }
    if (instances !== undefined) say('instances', 'without start there are as many as there are URLs; leave it out')
  } else if (instances !== undefined && urls.length > 1 && urls.length !== instances) {
    say('instances', `${instances} instances and ${urls.length} URLs: give one URL for all, or one for each`)
  }
  if (ready !== undefined && ready.output === undefined && ready.url === undefined) {
    say('ready', 'this says nothing; give output or url, or leave it out')
  }
  const count = Math.max(urls.length, instances ?? 1)
  // One URL may be that of a proxy, with as many instances behind it as there are.
  const isProxy = start === undefined && urls.length === 1
  if (metricsUrls.length > 0 && metricsUrls.length !== count && !isProxy) {
    say(
      'metricsUrl',
      `${metricsUrls.length} for ${count === 1 ? 'one instance' : `${count} instances`}: give one for each`,
    )
  }
  if (insecure === true && ca !== undefined) {
    say('insecure', 'this takes any certificate, so that ca is never looked at; leave out one of them')
  }
  const isPlain = ![...urls, ...metricsUrls].some((url) => url.startsWith('https:'))
  for (const key of ['insecure', 'ca'] as const) {
    if (target[key] !== undefined && target[key] !== false && isPlain) {
      say(key, 'this is about certificates, and no URL of the target is https; leave it out')
    }
  }
  return found
}
