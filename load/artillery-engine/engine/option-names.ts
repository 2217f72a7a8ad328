/** Options of a connection in socket.io-client's words: in `config.engines.gatecrash`, a scenario's `gatecrash`, a `connect`. */
export const connectionOptions = [
  'auth',
  'ca',
  'extraHeaders',
  'forceNew',
  'path',
  'query',
  'randomizationFactor',
  'reconnection',
  'reconnectionAttempts',
  'reconnectionDelay',
  'reconnectionDelayMax',
  'rejectUnauthorized',
  'timeout',
  'transports',
] as const

/** Further options, which say how to talk to this gateway and where the worker log goes. */
export const gatewayOptions = ['join', 'leave', 'log', 'namespace', 'send'] as const

/** Options of socket.io-client that change nothing here: taken, so that a script need not be edited. */
export const ignoredOptions = [
  'autoConnect',
  'closeOnBeforeunload',
  'multiplex',
  'parser',
  'perMessageDeflate',
  'rememberUpgrade',
  'tryAllTransports',
  'upgrade',
  'withCredentials',
] as const
