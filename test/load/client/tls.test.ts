import { createServer as createHttpServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createServer as createTlsServer, type Server as TlsServer } from 'node:tls'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { transports, type Transport } from '../../../load/client/chat-client.ts'
import { clientKinds, type ClientKind } from '../../../load/client/client-kind.ts'
import { ContractGateway } from '../../support/contract-gateway.ts'
import { testCertificate } from '../../support/test-certificate.ts'
import { clientErrorOf, TestClients } from '../../support/test-clients.ts'

const cases = clientKinds.flatMap((kind) => transports.map((transport) => [kind, transport] as const))
const trusted = { ca: testCertificate.cert }

describe.each(cases)('over TLS the %s client by %s', (kind: ClientKind, transport: Transport) => {
  let gateway: ContractGateway
  let clients: TestClients
  // The official client does not tell when TCP stands and TLS begins.
  const stage = kind === 'lean' ? 'tls' : 'tcp'

  beforeAll(async () => {
    gateway = await ContractGateway.start({ secure: true })
    clients = new TestClients(kind)
  })
  afterAll(async () => {
    await clients.close()
    await gateway.stop()
  })

  test('names a self-signed certificate as the reason', async () => {
    const error = await clientErrorOf(clients.create({ url: gateway.url, transport }).connect())
    expect(error).toMatchObject({ code: 'tls', stage, message: 'self-signed certificate' })
  })

  test('takes any certificate when it is told to', async () => {
    const client = await clients.connect({ url: gateway.url, transport, tls: { rejectUnauthorized: false } })
    await client.settled()
    expect(await client.emitWithAck('echo', 'insecure')).toBe('insecure')
  })

  test('trusts the authority that it is told to, for a host that is a name', async () => {
    const url = gateway.url.replace('127.0.0.1', 'localhost')
    const client = await clients.connect({ url, transport, tls: trusted })
    await client.settled()
    expect(await client.emitWithAck('echo', 'secure')).toBe('secure')
  })

  test('refuses a trusted certificate of another host, and says so', async () => {
    await using server = await startTls('127.0.0.2', () => undefined)
    const error = await clientErrorOf(clients.create({ url: server.url, transport, tls: trusted }).connect())
    expect(error).toMatchObject({ code: 'tls', stage })
    expect(error.message).toMatch(/IP: 127\.0\.0\.2 is not in the cert's list/)
  })

  test.each([
    ['localhost', 'localhost'],
    ['127.0.0.1', false],
  ])('asks %s for the certificate of %s', async (host, asked) => {
    const names: unknown[] = []
    await using server = await startTls('127.0.0.1', (servername) => names.push(servername))
    const url = server.url.replace('127.0.0.1', host)
    await clientErrorOf(clients.create({ url, transport, tls: trusted }).connect())
    expect(names[0]).toBe(asked)
  })

  test('says that a server without TLS has none', async () => {
    const server: Server = createHttpServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    try {
      const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`
      const error = await clientErrorOf(clients.create({ url, transport }).connect())
      expect(error).toMatchObject({ code: 'tls', stage })
      expect(error.message).toMatch(/^TLS failed: [a-z ]+$/)
    } finally {
      await new Promise((resolve) => server.close(resolve))
    }
  })
})

/** A server with the test's certificate that ends every connection once it has told whose certificate was asked for. */
async function startTls(
  host: string,
  onAsked: (servername: string | false | null) => void,
): Promise<AsyncDisposable & { readonly url: string }> {
  const server: TlsServer = createTlsServer(testCertificate, (socket) => {
    onAsked(socket.servername)
    socket.on('error', () => undefined)
    socket.destroy()
  })
  // A client that does not trust the certificate ends the handshake.
  server.on('tlsClientError', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  return {
    url: `https://${host}:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
