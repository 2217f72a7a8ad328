import { expect, test } from 'vitest'

import { startCommand } from '../../support/command-process.ts'
import { socketIoServer } from '../../support/gateways/init-server.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

test.each(['ts', 'js', 'json', 'yml'])('bench plans a run with what init has written as %s', async (format) => {
  const folder = await temporaryFolder()
  const url = await socketIoServer({ path: '/ws/' })
  const send = ['--send', '["chat message","{{text}}"]']
  const written = await startCommand(['init', '--url', url, '--format', format, ...send], [], folder).ended
  expect(written.exitCode).toBe(0)
  const planned = await startCommand(['bench', '--dry-run', '--profile', 'smoke', 'connect'], [], folder).ended
  expect({ exitCode: planned.exitCode, err: planned.err }).toEqual({ exitCode: 0, err: '' })
  expect(planned.out).toContain(url)
})
