import cluster from 'node:cluster'
import type { INestApplicationContext } from '@nestjs/common'
import { createAdapter } from '@socket.io/cluster-adapter'
import type { Server, ServerOptions } from 'socket.io'
import type { GatewayOptions } from '../options.ts'
import { StartupError } from '../startup-error.ts'
import { GatewayIoAdapter } from './gateway-io.adapter.ts'

/** Carries broadcasts between the workers of one Node cluster; the primary process must have called `setupPrimary()`. */
export class ClusterIoAdapter extends GatewayIoAdapter {
  constructor(app: INestApplicationContext, options: GatewayOptions) {
    super(app, options)
    if (!cluster.isWorker) {
      throw new StartupError(
        'ADAPTER=ipc needs a Node cluster worker; start it from a cluster primary, or use ADAPTER=memory',
      )
    }
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    const server = super.createIOServer(port, options)
    server.adapter(createAdapter())
    return server
  }
}
