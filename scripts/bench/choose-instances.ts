import type { Adapter } from '../../target/adapter.ts'
import type { TargetChoice } from './measure-options.ts'

/** What was said of the instances on the command line. */
export interface InstancesAsked {
  /** `undefined`: nothing, so that each target has its own number. */
  readonly instances: number | undefined
  readonly adapter: Adapter | undefined
}

/** The targets with the number of instances that was asked for. Flags that mean nothing for them are added to the problems. */
export function chooseInstances(
  targets: readonly TargetChoice[],
  { instances, adapter }: InstancesAsked,
  problems: string[],
): readonly TargetChoice[] {
  const owns = targets.flatMap((target) => (typeof target === 'string' ? [] : [target]))
  if (owns.length === 0) return targets
  if (adapter !== undefined && !targets.includes('cluster')) {
    problems.push(
      `--adapter ${adapter}: this is about the cluster of the reference gateway; yours has its own, so leave it out.`,
    )
  }
  if (instances === undefined) return targets
  if (!targets.includes('cluster') && owns.every(({ kind }) => kind === 'external')) {
    problems.push(
      `--instances ${instances}: a gateway that runs already has as many as there are URLs; repeat --url, or leave it out.`,
    )
  }
  return targets.map((target) => {
    if (typeof target === 'string' || target.kind === 'external' || target.instances === instances) return target
    if (target.urls.length <= 1) return { ...target, instances }
    problems.push(
      `--instances ${instances}: ${target.name} has ${target.urls.length} URLs; give one URL for all, or one for each.`,
    )
    return target
  })
}
