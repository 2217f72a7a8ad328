import { formatNumber } from '../../render/number-format.ts'
import type { Plan } from '../plan.ts'

/** What to write into a Kubernetes deployment, and where else: names and values. */
export function settingsPairs({ settings, demand, answer }: Plan): [string, string][] {
  const { deployment, policy } = demand
  const limit = deployment.openFiles === undefined ? '' : `, of ${formatNumber(deployment.openFiles)} there are`
  const { replicas, maxReplicas } = settings
  const scaling = maxReplicas > replicas ? `; an autoscaler from ${replicas} to ${maxReplicas}` : ''
  return [
    ['replicas', `${settings.replicas}${scaling}${answer.met ? '' : ', which do not keep the policy'}`],
    ['resources.requests.cpu', `${settings.cpuRequest}m`],
    ['resources.limits.cpu', `${settings.cpuLimit}m`],
    ['resources.requests.memory', `${settings.memoryRequest}Mi`],
    ['resources.limits.memory', `${settings.memoryLimit}Mi`],
    [
      'averageUtilization (HPA)',
      `${settings.targetUtilization} % of the CPU request${policy.spareInstances === 0 ? '' : ', so that the rest stays below the ceiling when the spare instances fail'}`,
    ],
    ['ulimit -n', `${settings.openFiles}${limit}`],
    [
      'node --max-old-space-size',
      settings.maxOldSpace === undefined ? 'none: connections alone take all the memory' : String(settings.maxOldSpace),
    ],
  ]
}
