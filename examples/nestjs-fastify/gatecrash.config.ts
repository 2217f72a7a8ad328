import { defineConfig } from 'gatecrash'

const url = process.env['CHAT_URL'] ?? 'http://127.0.0.1:3000'

/** Logs a user in as its front end does. */
async function login(user: number) {
  const response = await fetch(`${url}/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: `user-${user}`, password: 'open sesame' }),
  })
  if (!response.ok) throw new Error(`POST /auth/login answered ${response.status}`)
  const { token } = (await response.json()) as { token: string }
  return { auth: { token } }
}

export default defineConfig({
  targets: {
    fastify: { start: 'node --import tsx src/main.ts', url },
  },
  dialect: {
    name: 'nestjs-fastify',
    namespace: '/chat',
    login,
    join: ['join', { room: '{{room}}' }],
    joined: 'ack',
    send: ['message', { room: '{{room}}', text: '{{text}}' }],
    acknowledges: true,
  },
})
