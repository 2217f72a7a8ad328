import { Injectable, type OnModuleDestroy } from '@nestjs/common'

const deadlineMs = 5_000

/**
 * Ends a shutdown that takes too long: Nest waits until the last connection has closed, and a client that answers no
 * close frame, or never ends its request, would keep the process.
 */
@Injectable()
export class ShutdownDeadline implements OnModuleDestroy {
  onModuleDestroy(): void {
    setTimeout(() => process.exit(0), deadlineMs).unref()
  }
}
