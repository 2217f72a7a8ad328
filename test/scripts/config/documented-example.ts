import { defineConfig } from '../../../index.ts'

/** A configuration with every key there is; it has to compile. */
export const example = defineConfig({
  targets: {
    local: {
      start: 'node dist/main.js',
      cwd: '.',
      env: { LOG_LEVEL: 'warn' },
      instances: 2,
      ready: { output: 'listening' },
    },
    staging: {
      url: ['https://127.0.0.1:3000', 'https://127.0.0.1:3001'],
      metricsUrl: ['http://127.0.0.1:9100/metrics', 'http://127.0.0.1:9101/metrics'],
      insecure: true,
    },
  },
  dialect: {
    name: 'team-chat',
    namespace: '/chat',
    path: '/ws',
    parser: 'json',
    headers: { 'x-tenant': 'acme', authorization: 'Bearer {{jwt}}' },
    query: { user: '{{user}}' },
    auth: { token: '{{jwt}}' },
    jwt: { secret: 'only for tests', claims: { sub: 'user-{{user}}' }, expiresInSeconds: 3600 },
    login: async (user) => Promise.resolve({ auth: { session: String(user) } }),
    join: (room, user) => ['joinRoom', { room, user }],
    joined: { event: 'joined' },
    send: ['message', { room: '{{room}}', text: '{{text}}' }],
    acknowledges: true,
    relays: true,
    senderReceives: false,
    refusal: (answer) => (answer === 'no' ? 'it said no' : undefined),
  },
  scenarios: { 'fan-out': { members: 100 }, ack: {} },
  transports: ['websocket', 'polling'],
  profile: 'smoke',
  trials: 2,
  slos: ['delivery.p99<250', 'fan-out: delivered.ratio==1'],
  limits: { 'delivery.p99': '10%', 'connect.failed': 2 },
  allowHosts: ['staging.example.com'],
  caps: { users: 5000, rate: 200, deliveries: 50_000, seconds: 300 },
})
