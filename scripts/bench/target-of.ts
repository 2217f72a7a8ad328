import type { Workload } from '../../load/workload.ts'
import { clusterTarget } from '../../target/cluster.ts'
import { externalTarget } from '../../target/external.ts'
import { Placement, type Machine } from '../../target/placement.ts'
import { startedTarget } from '../../target/started.ts'
import { singleTarget } from '../../target/single.ts'
import type { TargetOptions } from '../../target/target-options.ts'
import type { Target } from '../../target/target.ts'
import type { Cell } from './cell.ts'

/** What a trial's target depends on besides the options. */
export interface TargetContext {
  /** Signs the tokens of this trial. */
  readonly secret: string
  /** Whether users show such tokens, so that a gateway of the user's is started with the secret too. Default: no. */
  readonly signsTokens?: boolean
  readonly machine: Machine
  /** What the load needs of a gateway that we start. */
  readonly workload: Pick<Workload, 'gatewayEnvironment' | 'idle'>
  /** Default: that of a target. */
  readonly delayResolutionMs?: number | undefined
  /** The gateway, where it is not the reference one of this folder. */
  readonly gateway?: StartedGateway | undefined
}

/** How a gateway is started that is not the reference one of this folder, and who hears what it prints. */
export type StartedGateway = Pick<TargetOptions, 'command' | 'cwd' | 'env' | 'onLine'>

/** Makes the target of a trial: always a fresh one. Throws a `TargetError` (`configuration`) for options that fit no target. */
export function targetOf(cell: Cell, context: TargetContext): Target {
  const { secret, machine, workload, gateway, delayResolutionMs } = context
  const { own, instances, adapter } = cell
  if (own?.kind === 'external') return externalTarget(own)
  if (own !== undefined) {
    const placement = new Placement({ ...machine, instances, redis: false })
    const env = { ...(context.signsTokens === true && { JWT_SECRET: secret }), ...own.env }
    return startedTarget({ ...own, env, placement, delayResolutionMs })
  }
  const started = {
    ...gateway,
    env: { ...gateway?.env, ...workload.gatewayEnvironment, JWT_SECRET: secret },
    // Sampling the event loop would be most of what an idle gateway does, and idle cost is what is asked there.
    delayResolutionMs: workload.idle?.kind === 'heartbeat' ? 0 : delayResolutionMs,
  }
  const redis = cell.target === 'cluster'
  const placement = new Placement({ ...machine, instances, redis })
  return redis ? clusterTarget({ ...started, placement, instances, adapter }) : singleTarget({ ...started, placement })
}
