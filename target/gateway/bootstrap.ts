import 'reflect-metadata'
import type { AddressInfo } from 'node:net'
import { type LogLevel, ShutdownSignal } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import type { NestExpressApplication } from '@nestjs/platform-express'
import { BrokerStats } from './adapters/broker-stats.ts'
import { createAdapter } from './adapters/create-adapter.ts'
import { AppModule } from './app.module.ts'
import { type GatewayOptions, logLevels } from './options.ts'
import { StartupError } from './startup-error.ts'

/**
 * Starts the gateway and returns its base URL.
 * Throws a {@link StartupError} where the port, the address or Redis cannot be had.
 */
export async function bootstrap(options: GatewayOptions): Promise<string> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.forRoot(options), {
    abortOnError: false,
    logger: nestLogLevels(options.LOG_LEVEL),
  })
  app.disable('x-powered-by')
  app.enableCors({ origin: [...options.CLIENT_URL] })
  app.useWebSocketAdapter(await createAdapter(app, options, app.get(BrokerStats)))
  await app.init()
  await listen(app, options)
  // Without process.exit, Nest ends by raising the signal once more, and the exit code says that something went wrong.
  app.enableShutdownHooks([ShutdownSignal.SIGTERM, ShutdownSignal.SIGINT], { useProcessExit: true })
  return urlOf(app.getHttpServer().address() as AddressInfo)
}

async function listen(app: NestExpressApplication, { PORT, HOST, LOG_LEVEL }: GatewayOptions): Promise<void> {
  // Nest would log the error with a stack as well, and the reader needs one line.
  app.useLogger(false)
  try {
    await app.listen(PORT, HOST)
  } catch (error) {
    const advice = listenAdvice[(error as NodeJS.ErrnoException).code ?? '']
    if (advice === undefined) throw error
    throw new StartupError(`cannot listen on ${HOST}:${PORT}: ${advice}`, { cause: error })
  } finally {
    app.useLogger(nestLogLevels(LOG_LEVEL))
  }
}

const listenAdvice: Readonly<Record<string, string>> = {
  EADDRINUSE: 'the port is in use; set PORT to another one, or to 0 for any free port',
  EACCES: 'permission denied; set PORT to 1024 or more, or to 0 for any free port',
  EADDRNOTAVAIL: 'this host does not have that address; set HOST to one it has, such as 127.0.0.1',
  ENOTFOUND: 'no such host; set HOST to an address of this host, such as 127.0.0.1',
}

function nestLogLevels(least: GatewayOptions['LOG_LEVEL']): LogLevel[] | false {
  if (least === 'silent') return false
  const levels = logLevels.slice(1, logLevels.indexOf(least) + 1) as LogLevel[]
  return ['fatal', ...levels]
}

function urlOf({ address, family, port }: AddressInfo): string {
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`
}
