import { Option } from 'commander'
import { transports, type Transport } from '../../load/client/chat-client.ts'
import { clientKinds, type ClientKind } from '../../load/client/client-kind.ts'
import { profiles, type Profile } from '../../scenarios/parameter.ts'
import type { ParameterValues } from '../../scenarios/parameter-values.ts'
import type { Scenario } from '../../scenarios/scenario.ts'
import { adapters, type Adapter } from '../../target/adapter.ts'
import { collect, commaList } from '../cli/option-lists.ts'
import { wholeNumber } from '../cli/whole-number.ts'
import type { DialectChoice } from './dialect-choice.ts'
import type { OwnTarget } from './own-target.ts'

/** The targets that run the reference gateway. */
export type ReferenceTargetName = 'single' | 'cluster'

/** What can be measured: the reference gateway, or one of the user's. */
export type TargetChoice = ReferenceTargetName | OwnTarget

/** What is measured and how, for every command that runs trials of scenarios. */
export interface MeasureOptions {
  readonly scenarios: readonly Scenario[]
  readonly values: ReadonlyMap<Scenario, ParameterValues>
  readonly targets: readonly TargetChoice[]
  /** What the users speak; `undefined`: what the reference gateway does. */
  readonly dialect?: DialectChoice | undefined
  readonly instances: number
  readonly adapter: Adapter | undefined
  /** `undefined`: each scenario's own, which is websocket for those that do not compare. */
  readonly transports: readonly Transport[] | undefined
  readonly profile: Profile
  readonly client: ClientKind
  readonly seed: number
  readonly localAddresses: readonly string[]
}

/** The flags of these options as commander reads them. */
export interface RawMeasureOptions {
  readonly instances: number
  readonly adapter?: Adapter
  readonly transport?: string[]
  readonly profile: Profile
  readonly set: string[]
  readonly client: ClientKind
  readonly seed: number
  readonly localAddress: string[]
}

const mostInstances = 31

/** The flags that these commands share; each call makes them anew. */
export function measureFlags() {
  return {
    instances: new Option('--instances <n>', 'instances of the cluster, or of the gateway that is started')
      .argParser(wholeNumber(1, mostInstances))
      .default(2),
    adapter: new Option('--adapter <name>', 'Socket.IO adapter of the cluster; default redis').choices([...adapters]),
    transport: new Option(
      '--transport <names>',
      `how users connect: ${transports.join(', ')}; several with commas`,
    ).argParser(commaList),
    profile: new Option('--profile <name>', 'how much time it may take').choices([...profiles]).default('standard'),
    set: new Option(
      '--set <name=value>',
      'a scenario parameter, for all scenarios that have it, or scenario.name=value; repeat',
    )
      .argParser(collect)
      .default([]),
    client: new Option('--client <kind>', 'what makes the connections').choices([...clientKinds]).default('lean'),
    seed: new Option('--seed <n>', 'seed of everything random').argParser(wholeNumber(0, 2 ** 31 - 1)).default(1),
    localAddress: new Option(
      '--local-address <ip>',
      'source address of connections; repeat for more than 25,000 users per instance',
    )
      .argParser(collect)
      .default([]),
  } as const
}
