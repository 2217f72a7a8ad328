import type { ClientKind } from '../../load/client/client-kind.ts'
import { LeanClientFactory } from '../../load/client/lean/lean-client-factory.ts'
import type { ConnectionOptions, UserConnection } from '../../load/client/user-connection.ts'
import { FleetStampReader } from '../../load/stamp.ts'
import { OfficialConnection, type OfficialOptions, type WitnessedConnection } from './official-connection.ts'

/** Makes connections for one test file and closes all of them in the end. */
export class UserConnections {
  readonly stamps = new FleetStampReader()
  readonly #factory = new LeanClientFactory(this.stamps)
  readonly #made: { close(): void }[] = []

  /** A connection of the lean client, or of the official one as its witness. */
  of(kind: ClientKind, options: OfficialOptions): WitnessedConnection {
    return kind === 'lean' ? this.lean(options) : this.#keep(new OfficialConnection(options))
  }

  lean(options: Pick<ConnectionOptions, 'url' | 'transport'> & Partial<ConnectionOptions>): UserConnection {
    return this.#keep(this.#factory.connection({ path: '/socket.io/', ...options }))
  }

  async close(): Promise<void> {
    for (const connection of this.#made) connection.close()
    await this.#factory.close()
  }

  #keep<Connection extends { close(): void }>(connection: Connection): Connection {
    this.#made.push(connection)
    return connection
  }
}
