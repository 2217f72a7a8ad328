import { serverText } from '../client/server-text.ts'

/** How OpenSSL tells an error: its place in the source surrounds the only words that a reader can use. */
const openSsl = /(?:\w+ EPROTO )?[0-9A-F]+:error:[0-9A-F]+:SSL routines:[^:]*:([^:]+):.*/s
/** What Node adds to an untrusted certificate; the advice here is another. */
const nodeAdvice = /; if the root CA is installed locally.*/s

/** The words of an error in one line, without what says nothing to its reader. */
export function plainWords(message: string): string {
  return serverText(message.replace(openSsl, 'TLS: $1').replace(nodeAdvice, ''))
}
