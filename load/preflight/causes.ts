import type { Finding, PreflightStage } from './finding.ts'

/** A likely cause and what to do about it; it holds for findings of one of these stages and codes whose words match. */
interface Cause {
  readonly stages?: readonly PreflightStage[]
  readonly codes?: readonly string[]
  readonly seen?: RegExp
  readonly cause: string
}

const opening = ['tcp', 'tls', 'handshake'] as const

/** The first that fits is the likeliest. What a later look at the gateway can tell better belongs beside this, not in it. */
const causes: readonly Cause[] = [
  // What the server has said itself.
  {
    seen: /"(exception|error)"/,
    stages: ['join', 'send', 'delivery', 'acknowledgement'],
    cause:
      'A guard, a pipe or a filter of the gateway has refused the event: compare the token and the fields of join and send in the dialect with what it wants.',
  },
  {
    seen: /unsupported protocol version/i,
    cause:
      'The server and the client speak different versions of Engine.IO: gatecrash speaks EIO=4, that is Socket.IO 3 and later.',
  },
  {
    seen: /v2\.x with a v3\.x|with: "?\d+:0\{/i,
    cause:
      'That is a server of Socket.IO 2 or older (EIO=3); gatecrash speaks EIO=4: update socket.io to version 3 or later.',
  },
  {
    seen: /session id unknown/i,
    cause:
      'The requests of one user reach different instances: let the proxy be sticky (by cookie or address), or use --transport websocket.',
  },
  {
    stages: [...opening, 'upgrade'],
    seen: /transport unknown/i,
    cause:
      'The gateway does not take that transport (its option transports): choose another one, such as --transport polling or --transport websocket.',
  },
  // Reaching the port.
  {
    stages: opening,
    codes: ['refused'],
    cause: 'Nothing listens there: start the gateway, and compare host and port with what it prints.',
  },
  {
    codes: ['unreachable'],
    stages: ['tcp'],
    cause: 'That host cannot be found or reached: look at the name, and at what lies between.',
  },
  {
    stages: ['tls'],
    seen: /wrong version number|packet length too long|http request|unexpected message|record layer/i,
    cause: 'The port speaks no TLS: use http:// in the URL.',
  },
  {
    codes: ['tls'],
    seen: /expired|not yet valid/i,
    cause: 'The certificate is not valid today: renew it, or take it as it is with --insecure.',
  },
  {
    codes: ['tls'],
    seen: /altname|does not match|hostname/i,
    cause: 'The certificate is for another name: use that name in the URL, or take it as it is with --insecure.',
  },
  {
    codes: ['tls'],
    cause:
      'The certificate is of no authority known here: give its authority with --ca <file>, or take it as it is with --insecure.',
  },
  {
    stages: opening,
    seen: /plain http request was sent to https/i,
    cause: 'The port speaks TLS: use https:// in the URL.',
  },
  {
    stages: ['tcp'],
    codes: ['timeout'],
    seen: /^https/,
    cause:
      'Nothing answers at that address, or what answers speaks no TLS: look at the port, and use http:// in the URL if it has none.',
  },
  {
    stages: ['tcp'],
    codes: ['timeout'],
    cause: 'Nothing answers at that address: look at the port, and at firewalls between.',
  },
  {
    stages: ['tls'],
    cause: 'The port takes connections and does not answer as a TLS server does: use http:// if it has none.',
  },
  // The handshake.
  {
    stages: [...opening, 'upgrade'],
    seen: /^.*HTTP 30\d/,
    cause: 'The URL is redirected, which Socket.IO clients do not follow: use the URL it is redirected to.',
  },
  {
    stages: [...opening, 'upgrade'],
    seen: /HTTP (404|405|426)/,
    cause:
      'Nothing of Socket.IO answers at that path: set --path if the gateway has a path of its own, pass a custom IoAdapter the app (super(app)), and let a proxy pass the path on.',
  },
  {
    stages: [...opening, 'upgrade'],
    seen: /HTTP (401|403)/,
    cause:
      'The gateway or a proxy wants to know who connects (allowRequest): give it headers or a cookie with --header, or a login in the configuration.',
  },
  {
    stages: [...opening, 'upgrade'],
    seen: /HTTP 400 Bad Request.*(: bad request|code 3|by polling it connects)/i,
    cause:
      'A proxy does not pass on the Upgrade and Connection headers, or the gateway offers no websocket (its option transports): mend the proxy, or use --transport polling.',
  },
  {
    stages: [...opening, 'upgrade'],
    seen: /HTTP 5\d\d/,
    cause: 'A proxy does not reach the gateway, or the gateway has failed: look at their logs.',
  },
  {
    stages: ['handshake', 'tcp'],
    codes: ['timeout'],
    cause:
      'The port takes connections and answers nothing: it is no HTTP server, the process hangs, or a proxy waits for a gateway that is not there.',
  },
  {
    stages: ['handshake', 'tcp'],
    seen: /does not match the HTTP|Parse Error/,
    cause: 'What listens there is no HTTP server: see that the port is that of the gateway.',
  },
  {
    stages: ['handshake', 'tcp'],
    seen: /ended the connection|hang up|closed|reset/i,
    cause:
      'The server closes the connection without an answer: use https:// if it speaks TLS, and see that the port is that of the gateway.',
  },
  {
    stages: ['handshake', 'tcp'],
    cause:
      'What answers is no Socket.IO server of version 3 or later: see that URL and --path are those of the gateway, and use https:// if it speaks TLS.',
  },
  {
    stages: ['upgrade'],
    cause:
      'The switch to websocket fails: a proxy must pass on the Upgrade and Connection headers and be sticky, and the gateway must have websocket among its transports; or use --transport polling.',
  },
  // The namespace, and who may use it.
  {
    stages: ['namespace'],
    seen: /invalid namespace/i,
    cause:
      'The gateway does not have that namespace: set --namespace; without one in @WebSocketGateway or io.of it is /.',
  },
  {
    stages: ['namespace'],
    codes: ['connect-error'],
    cause:
      'A middleware refused the user: compare what it wants with auth, jwt, headers or login in the dialect (--auth, --header).',
  },
  {
    codes: ['disconnected'],
    cause:
      'A gateway that does not like the token disconnects in handleConnection: compare what it wants with auth, jwt, headers or login in the dialect (--auth, --header); or an event it does not expect has made it end the connection.',
  },
  {
    stages: ['namespace'],
    codes: ['timeout'],
    cause: 'A middleware of the namespace never calls next(), or waits for something that does not answer.',
  },
  {
    stages: ['namespace'],
    cause:
      'The server does not understand the packets: set --parser as it has it (msgpack with socket.io-msgpack-parser, else json).',
  },
  {
    stages: ['login'],
    codes: ['timeout'],
    cause: 'The login of the configuration takes too long: see that what it asks is running.',
  },
  { stages: ['login'], cause: 'Look at login in the configuration, and at what the gateway says to it.' },
  // Rooms and messages.
  {
    stages: ['join'],
    codes: ['no-ack'],
    cause:
      "The gateway does not acknowledge the join, as a NestJS handler without a return value or with { event, data } does not: set joined: 'probe' in the dialect, or joined: { event } if it answers with one; or the event has another name.",
  },
  {
    stages: ['join'],
    codes: ['no-event'],
    cause: "See that the dialect has the names of the events right, or set joined: 'probe'.",
  },
  {
    stages: ['join', 'send', 'acknowledgement'],
    codes: ['refused'],
    cause: 'Compare the fields of join and send in the dialect, and who the user is, with what the gateway wants.',
  },
  {
    codes: ['changed'],
    cause:
      'The gateway changes the text, for instance its case, by sanitising or by encrypting it: gatecrash finds its messages by a token of a-z, 0-9 and - inside the text, which must come back as it was sent.',
  },
  {
    codes: ['nobody'],
    cause:
      'The gateway does not know that event or its fields (see send and join in the dialect), the user is in no room, or it relays nothing: then set relays: false.',
  },
  {
    codes: ['echo'],
    cause:
      'A server that answers the sender alone needs relays: false in the dialect; else the others are not in that room, or are on an instance behind the same URL that no adapter connects.',
  },
  {
    codes: ['sender-silent'],
    cause:
      'The gateway leaves the sender out (client.to(room) or broadcast): set senderReceives: false in the dialect.',
  },
  {
    codes: ['sender-hears'],
    cause: 'The gateway sends to the whole room (server.to(room)): set senderReceives: true in the dialect.',
  },
  { codes: ['relays'], cause: 'Set relays: true in the dialect.' },
  {
    codes: ['other-instances'],
    cause:
      'No adapter connects the instances, or they do not share one Redis: give Socket.IO an adapter, or measure one URL.',
  },
  {
    codes: ['some'],
    cause: 'Not all users are in the same room: see join in the dialect, and what the gateway makes of the room name.',
  },
  {
    codes: ['twice'],
    cause:
      'A handler is bound more than once (a gateway provided in two modules, socket.on inside an event), or the message is both emitted and broadcast.',
  },
  {
    stages: ['acknowledgement'],
    codes: ['no-ack'],
    cause:
      'The gateway never calls the acknowledgement, as a NestJS handler that returns nothing or { event, data } does not: set acknowledges: false in the dialect.',
  },
]

/** The likely cause of a finding and what to do, in a sentence; `undefined` where nobody knows. */
export function likelyCause({ stage, code, seen }: Finding): string | undefined {
  return causes.find(
    (cause) =>
      (cause.stages?.includes(stage) ?? true) &&
      (cause.codes?.includes(code) ?? true) &&
      (cause.seen?.test(seen) ?? true),
  )?.cause
}
