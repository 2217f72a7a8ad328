import { Module } from '@nestjs/common'
import { BrokerStats } from './broker-stats.ts'

/** What the health check and the metrics know of the broker behind the Socket.IO adapter. */
@Module({ providers: [BrokerStats], exports: [BrokerStats] })
export class BrokerModule {}
