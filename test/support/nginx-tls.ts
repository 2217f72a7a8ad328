import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { findNginx } from '../../scripts/setup/facts.js'
import { findLastingPort } from './lasting-port.ts'
import { SupervisedProcess } from '../../target/supervised-process.ts'
import { temporaryFolder } from './temporary-folder.ts'
import { testCertificate } from './test-certificate.ts'

const stopGraceMs = 10_000

const configuration = (port: number, upstream: string): string => `
daemon off;
pid nginx.pid;
error_log stderr notice;
worker_processes 1;
events {}
http {
  access_log off;
  client_body_temp_path body;
  proxy_temp_path proxy;
  fastcgi_temp_path fastcgi;
  uwsgi_temp_path uwsgi;
  scgi_temp_path scgi;
  map $http_upgrade $connection_header { '' ''; default upgrade; }
  server {
    listen 127.0.0.1:${port} ssl;
    ssl_certificate certificate.pem;
    ssl_certificate_key key.pem;
    location / {
      proxy_pass ${upstream};
      proxy_http_version 1.1;
      proxy_set_header Host $http_host;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection $connection_header;
    }
  }
}
`

/**
 * Puts an nginx that speaks TLS, with the certificate of tests, before a server until the running test has ended; `ca` is
 * the file of that certificate. Rejects where there is no nginx or it does not start.
 */
export async function startTlsProxy(upstream: string): Promise<{ readonly url: string; readonly ca: string }> {
  const program = findNginx()
  if (program === undefined) throw new Error('There is no nginx: run "npm run setup".')
  const folder = await temporaryFolder()
  await chmod(folder, 0o755)
  const port = await findLastingPort()
  const ca = join(folder, 'certificate.pem')
  await writeFile(ca, testCertificate.cert)
  await writeFile(join(folder, 'key.pem'), testCertificate.key)
  await writeFile(join(folder, 'nginx.conf'), configuration(port, upstream))
  const started = Promise.withResolvers<undefined>()
  const nginx = await SupervisedProcess.start({
    what: 'nginx',
    command: [program, '-e', 'stderr', '-p', folder, '-c', join(folder, 'nginx.conf')],
    onLine: (line) => {
      if (line.includes('start worker process ')) started.resolve(undefined)
    },
  })
  onTestFinished(() => nginx.stop(stopGraceMs))
  const ended = await Promise.race([started.promise, nginx.exited])
  if (ended !== undefined) throw new Error(nginx.lastLines.join('\n'))
  return { url: `https://127.0.0.1:${port}`, ca }
}
