import { randomBytes } from 'node:crypto'
import { type DynamicModule, Module } from '@nestjs/common'
import type { GatewayOptions } from './options.ts'

/** Injection token of the {@link GatewayOptions}. */
export const GATEWAY_OPTIONS = Symbol('gateway options')

/** Injection token of this process's id: a short word that no other instance has. */
export const INSTANCE_ID = Symbol('instance id')

/** Gives every module the options the gateway was started with. */
@Module({})
export class OptionsModule {
  static forRoot(options: GatewayOptions): DynamicModule {
    return {
      module: OptionsModule,
      global: true,
      providers: [
        { provide: GATEWAY_OPTIONS, useValue: options },
        { provide: INSTANCE_ID, useFactory: () => randomBytes(5).toString('hex') },
      ],
      exports: [GATEWAY_OPTIONS, INSTANCE_ID],
    }
  }
}
