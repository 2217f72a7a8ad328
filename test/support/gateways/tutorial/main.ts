/** The chat gateway of common NestJS tutorials, on `PORT`. */
import 'reflect-metadata'
import { Module } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { ChatGateway } from './chat.gateway.ts'

@Module({ providers: [ChatGateway] })
class AppModule {}

const app = await NestFactory.create(AppModule, { logger: ['error', 'warn'] })
app.enableShutdownHooks()
await app.listen(process.env['PORT'] ?? 0, '127.0.0.1')
console.log(`listening on ${await app.getUrl()}`)
