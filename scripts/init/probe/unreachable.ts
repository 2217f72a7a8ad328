import { answerTimeoutMs } from './http-question.ts'
import type { ProbeFailure } from './probe-failure.ts'

/** Says in one line why a gateway could not be asked, and what to do. */
export function unreachableText(url: string, { reason, text }: ProbeFailure): string {
  const { hostname } = new URL(url)
  switch (reason) {
    case 'dns':
      return `The name ${hostname} cannot be looked up (${text}); check --url.`
    case 'refused':
      return `Nothing listens at ${url} (connection refused); start the gateway, or check the port of --url.`
    case 'tls':
      return `TLS with ${url} failed (${text}); ${tlsAdvice(text)}.`
    case 'timeout':
      return `${url} does not answer within ${answerTimeoutMs / 1_000} s; is it a gateway, and is it well?`
    case 'broken':
      return `${url} cannot be asked (${text}); is the scheme (http, https) right?`
  }
}

function tlsAdvice(text: string): string {
  if (/wrong version number|packet length/i.test(text)) return 'it seems to speak plain HTTP: try http://'
  return 'for a certificate of your own give --ca <file>, or --insecure to take any'
}
