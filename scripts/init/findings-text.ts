import type { Engine } from './probe/engine-at.ts'
import type { NamespaceAnswer } from './probe/namespace-at.ts'
import type { Findings } from './probe/probe-gateway.ts'

const outcomes: Readonly<Record<NamespaceAnswer['outcome'], string>> = {
  open: 'lets anybody in',
  refused: 'refuses',
  disconnected: 'connects, then disconnects',
  absent: 'is not there',
  unclear: 'gives no clear answer',
}

/** What was found out, for people, a line each. */
export function findingsText({ engine, namespaces, metrics }: Findings): string[] {
  const hints = [...new Set([...engine.hints, ...metrics.hints])]
  return [
    `Socket.IO at ${engine.path}${hints.length > 0 ? ` (${hints.join(', ')})` : ''}`,
    `transports: ${transportsText(engine)}`,
    `pings every ${engine.pingInterval / 1_000} s, answer within ${engine.pingTimeout / 1_000} s`,
    `parser: ${namespaces.parser ?? 'unknown: neither JSON nor msgpack packets were answered'}`,
    ...namespaces.found.map(({ name, outcome, said }) => {
      return `namespace ${name}: ${outcomes[outcome]}${outcome === 'refused' ? ` (${said})` : ''}`
    }),
    ...(namespaces.takesAny ? ['it takes a namespace of any name, so the names above prove nothing'] : []),
    ...(namespaces.refusesUnknown === undefined
      ? []
      : [
          `it refuses a namespace of a random name as well (${namespaces.refusesUnknown}); those refused alike are left out`,
        ]),
    ...(engine.cookies.length > 0 ? [`the handshake sets a cookie: ${engine.cookies.join(', ')}`] : []),
    `/metrics: ${metrics.why === undefined ? `tells ${metrics.figures.join(', ')}` : `nothing of use (${metrics.why})`}`,
  ]
}

/** Whether a namespace wants users to show who they are. */
export function wantsAuth(answer: NamespaceAnswer | undefined): boolean {
  return answer?.outcome === 'refused' || answer?.outcome === 'disconnected'
}

function transportsText({ noPolling, noWebSocket, upgrades }: Engine): string {
  if (noPolling !== undefined) return `websocket; no polling (${noPolling})`
  if (noWebSocket !== undefined) return `polling; no websocket (${noWebSocket})`
  return upgrades ? 'polling, websocket and the upgrade' : 'polling and websocket; no upgrade'
}
