import type { DocumentSource } from './document-source.ts'
import { example, field, type Field } from './document/field.ts'

/** The keys of the one target. */
export function targetFields({ url, findings, answers, options }: DocumentSource): Field[] {
  return [
    startField(answers.start),
    field('url', url, urlComment(findings)),
    ...tlsFields(options),
    metricsField(url, findings),
  ]
}

function startField(start: string | undefined): Field {
  if (start !== undefined) {
    return field('start', start, [
      'Started anew for every trial, so nothing else may listen at its port; a Node process is measured from within.',
    ])
  }
  return example('start', 'node dist/main.js', [
    'Lets gatecrash start the gateway, anew for every trial, at the port of the URL, which must be free then.',
    'CPU and memory of a Node process are then measured from within.',
  ])
}

function urlComment(findings: DocumentSource['findings']): string[] {
  if (findings === undefined) return []
  const { engine, metrics } = findings
  const lines: string[] = []
  const hints = [...new Set([...engine.hints, ...metrics.hints])]
  if (hints.length > 0) lines.push(`Its answers say: ${hints.join(', ')}.`)
  if (engine.cookies.length > 0) {
    lines.push(`The handshake sets a cookie (${engine.cookies.join(', ')}); each user keeps its own.`)
  }
  const most = engine.maxPayload === undefined ? '' : `; a message may have ${engine.maxPayload} bytes`
  lines.push(
    `It pings every ${engine.pingInterval / 1_000} s and waits ${engine.pingTimeout / 1_000} s for the answer${most}.`,
  )
  return lines
}

function tlsFields({ insecure, ca }: DocumentSource['options']): Field[] {
  if (ca !== undefined) return [field('ca', ca)]
  return insecure ? [field('insecure', true, ['Takes any certificate; a file of authorities (ca) is better.'])] : []
}

function metricsField(url: string, findings: DocumentSource['findings']): Field {
  const metricsUrl = `${url}/metrics`
  const why = findings?.metrics.why
  if (why !== undefined) {
    return example('metricsUrl', metricsUrl, [
      `/metrics tells nothing of the process (${why}), so CPU and memory are not measured from outside.`,
      'If there is such a page elsewhere:',
    ])
  }
  if (findings === undefined) return example('metricsUrl', metricsUrl, ['Where Prometheus text tells CPU and memory.'])
  return example('metricsUrl', metricsUrl, [`The default; it tells ${findings.metrics.figures.join(', ')}.`])
}
