import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'

const root = new URL('../../', import.meta.url)
const read = async (path: string): Promise<string> => await readFile(new URL(path, root), 'utf8')

test.each([
  { page: 'docs/your-gateway.md', file: 'examples/express/server.js' },
  { page: 'docs/your-gateway.md', file: 'examples/express/gatecrash.config.yml' },
  { page: 'docs/your-gateway.md', file: 'examples/nestjs-fastify/gatecrash.config.ts' },
  { page: 'docs/your-gateway.md', file: 'examples/nginx-sticky/gatecrash.config.js' },
  { page: 'README.md', file: 'examples/express/gatecrash.config.yml' },
])('$page shows $file as it is', async ({ page, file }) => {
  expect(await read(page)).toContain(`\n${await read(file)}\`\`\``)
})

test('docs/your-gateway.md shows what of nginx.conf makes sessions stick', async () => {
  const shown = /^```nginx\n(.*?)^```/ms.exec(await read('docs/your-gateway.md'))?.[1] ?? ''
  const lines = (text: string): string[] => text.split('\n').map((line) => line.trim())
  const own = lines(await read('examples/nginx-sticky/nginx.conf'))
  expect(shown).toContain('$cookie_route')
  expect(lines(shown).filter((line) => !own.includes(line))).toEqual([])
})
