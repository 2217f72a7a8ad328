import { Option } from 'commander'
import type { TargetConfig } from '../config/config.ts'
import { ownTargetOf } from '../config/own-target-of.ts'
import { baseUrlProblem, webUrlProblem } from '../config/schema/url.ts'
import { targetContradictions } from '../config/target-contradictions.ts'
import { collect } from '../cli/option-lists.ts'
import { wordsOf } from '../cli/start-words.ts'
import type { OwnTarget } from './own-target.ts'

/** The flags of a gateway of the user's as commander reads them. */
export interface RawOwnTargetOptions {
  readonly url: readonly string[]
  readonly start?: string
  readonly ready?: string
  readonly metricsUrl: readonly string[]
  readonly insecure: boolean
  readonly ca?: string
}

/** The flags of a gateway of the user's. */
export function ownTargetFlags() {
  return {
    url: new Option(
      '--url <url>',
      'base URL of a gateway that runs (target external), or of the one that --start starts; repeat for several instances',
    )
      .argParser(collect)
      .default([]),
    start: new Option(
      '--start <command>',
      'starts your gateway for every trial (target started), as in --start "node dist/main.js"; no shell reads it',
    ),
    ready: new Option('--ready <text>', 'it can be used once a line of its output has this; default: it answers HTTP'),
    metricsUrl: new Option(
      '--metrics-url <url>',
      'where an instance answers with Prometheus text; repeat; default /metrics of each URL',
    )
      .argParser(collect)
      .default([]),
    insecure: new Option('--insecure', 'takes any certificate').default(false),
    ca: new Option('--ca <file>', 'certificates (PEM) to trust in place of the usual ones'),
  } as const
}

const flagOf: Readonly<Record<string, string>> = {
  start: '--start',
  url: '--url',
  instances: '--instances',
  ready: '--ready',
  metricsUrl: '--metrics-url',
  insecure: '--insecure',
  ca: '--ca',
}

/**
 * The gateway that the flags describe; `undefined` where they describe none. `instances` are those that were asked for, and
 * paths are relative to `folder`. What is wrong is added to the problems.
 */
export function readOwnTarget(
  raw: RawOwnTargetOptions,
  { instances, folder }: { readonly instances: number | undefined; readonly folder: string },
  problems: string[],
): OwnTarget | undefined {
  const { url, start, ready, metricsUrl, insecure, ca } = raw
  if (url.length === 0 && start === undefined) {
    problems.push(...strayFlags(raw).map((flag) => `${flag} is about a gateway of yours: add --url or --start.`))
    return undefined
  }
  const before = problems.length
  problems.push(
    ...url.flatMap((text) => toldUrl('--url', text, baseUrlProblem(text))),
    ...metricsUrl.flatMap((text) => toldUrl('--metrics-url', text, webUrlProblem(text))),
  )
  const words = start === undefined ? undefined : wordsOf(start)
  if (words?.problem !== undefined) problems.push(`--start: ${words.problem}.`)
  if (start === undefined && ready !== undefined)
    problems.push('--ready is about a gateway that is started: add --start.')
  if (problems.length > before) return undefined
  const target: TargetConfig = {
    ...(words?.words && { start: words.words }),
    ...(url.length > 0 && { url }),
    ...(metricsUrl.length > 0 && { metricsUrl }),
    ...(start !== undefined && instances !== undefined && { instances }),
    ...(start !== undefined && ready !== undefined && { ready: { output: ready } }),
    ...(insecure && { insecure }),
    ...(ca !== undefined && { ca }),
  }
  const found = targetContradictions(target)
  const own = ownTargetOf(start === undefined ? 'external' : 'started', target, folder, found)
  problems.push(...found.map(({ at, text }) => `${flagOf[String(at[0])] ?? '--url'}: ${text}.`))
  return own
}

function strayFlags({ ready, metricsUrl, insecure, ca }: RawOwnTargetOptions): string[] {
  return [
    ...(ready === undefined ? [] : ['--ready']),
    ...(metricsUrl.length === 0 ? [] : ['--metrics-url']),
    ...(insecure ? ['--insecure'] : []),
    ...(ca === undefined ? [] : ['--ca']),
  ]
}

/** A URL may hold a password, which is not shown. */
function toldUrl(flag: string, text: string, problem: string | undefined): string[] {
  if (problem === undefined) return []
  return [`${flag}${text.includes('@') ? '' : ` ${text}`}: ${problem}.`]
}
