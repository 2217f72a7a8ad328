import { defaultCaps } from '../bench/harm/caps.ts'
import { isLoopback } from '../bench/harm/loopback.ts'
import { dialectField } from './dialect-field.ts'
import type { DocumentSource } from './document-source.ts'
import { example, field, section, type Field } from './document/field.ts'
import type { Findings } from './probe/probe-gateway.ts'
import { targetFields } from './target-fields.ts'

/** The first lines of the file. */
export function documentHead({ url, findings }: DocumentSource): string[] {
  return [
    `Made by "gatecrash init" for ${url}.`,
    findings === undefined
      ? 'The gateway was not asked: check everything.'
      : 'What the gateway told is noted beside the keys; what it cannot tell, you said.',
    'Flags of bench win over this file. Check it with: gatecrash bench --dry-run',
  ]
}

/** The keys of the file. */
export function documentFields(source: DocumentSource): Field[] {
  const { findings } = source
  return [
    section('targets', [section('gateway', targetFields(source))]),
    dialectField(source),
    transportsField(findings),
    example('profile', 'smoke', ['How much time a run may take: smoke, standard (the default) or full.']),
    example('scenarios', { 'fan-out': { members: 20 } }, [
      'Which scenarios; default: the usual ones that fit the dialect.',
    ]),
    example(
      'slos',
      ['delivery.p99<250', 'fan-out: delivery.p99<100'],
      ['Objectives, in milliseconds; bench ends with exit code 1 when one is missed.'],
    ),
    example('limits', { 'delivery.p99': '10%' }, ['The least change that matters to compare and ab.']),
    ...harmFields(source.url),
  ]
}

function transportsField(findings: Findings | undefined): Field {
  const comment = 'How users connect: websocket, upgrade (polling first, as browsers do), polling.'
  if (findings === undefined) return example('transports', ['websocket'], [comment])
  const { noPolling, noWebSocket, upgrades } = findings.engine
  if (noPolling !== undefined) return field('transports', ['websocket'], [`It offers no polling: ${noPolling}.`])
  if (noWebSocket !== undefined) return field('transports', ['polling'], [`It offers no websocket: ${noWebSocket}.`])
  const all = upgrades ? ['websocket', 'upgrade', 'polling'] : ['websocket', 'polling']
  const offered = upgrades ? 'It offers all of them.' : 'It offers polling and websocket, but no upgrade.'
  return example('transports', all, [comment, offered])
}

/** A load on somebody else's machine is an attack, so that whoever owns it must be named, and by a person. */
function harmFields(url: string): Field[] {
  const host = isLoopback(url) ? 'staging.example.com' : new URL(url).hostname
  return [
    example(
      'allowHosts',
      [host],
      [
        'A load can take a gateway down. A host that is not this machine is refused until it is named here:',
        'name only what is yours, and tell those who share it.',
      ],
    ),
    example('caps', { ...defaultCaps }, [
      'The most that such a host is asked for: users, connections or messages per second, deliveries per second,',
      'seconds of a trial. These are the defaults; raise them one by one.',
    ]),
  ]
}
