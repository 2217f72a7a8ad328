import { defineConfig } from 'gatecrash'

const [front, first, second] = process.env['PORTS']?.split(',') ?? ['8080', '8081', '8082']

export default defineConfig({
  targets: {
    // Users come through nginx. What the instances use, they tell themselves.
    nginx: {
      url: `http://127.0.0.1:${front}`,
      metricsUrl: [`http://127.0.0.1:${first}/metrics`, `http://127.0.0.1:${second}/metrics`],
    },
  },
  dialect: {
    name: 'sticky',
    join: ['join', '{{room}}'],
    joined: 'ack',
    send: ['message', '{{room}}', '{{text}}'],
    acknowledges: true,
  },
})
