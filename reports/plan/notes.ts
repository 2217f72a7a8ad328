import type { CostModel } from '../model/cost-model.ts'
import { formatNumber } from '../render/number-format.ts'
import { deliveryTimeAssumptions } from './delivery-time.ts'
import type { Subject } from './judgement.ts'
import { lackingCosts } from './lacking-costs.ts'
import { mostUsefulCores } from './settings.ts'
import { membershipsOf } from './room-flow.ts'
import type { Plan } from './plan.ts'
import { betweenText } from './text/resource-words.ts'
import { allPolling } from './what-if.ts'

const uselessCores = 2
const weakResidual = 0.1
/** Without other settings a client of Socket.IO comes back after 0.5 to 1.5 seconds (reconnectionDelay 1000, randomizationFactor 0.5). */
const usualReconnect = 1.5

/** What notes are made from besides the demand. */
export interface NoteFacts {
  readonly basis: Plan['basis']
  readonly answer: Plan['answer']
  /** Cores of one instance, as far as the costs that the calibration could tell from others are in doubt. */
  readonly certain: { readonly low: number; readonly high: number }
  /** What the calibration says of itself. */
  readonly warnings: CostModel['warnings']
}

/** What a reader has to know about a plan besides its figures, one or two sentences each. */
export function notesOf({ demand, prices }: Subject, facts: NoteFacts): string[] {
  const { basis, answer, certain } = facts
  // Of workloads that do not fit the worst is named already, and there may be many.
  const warnings = facts.warnings.filter(({ code }) => code !== 'residual-large')
  const unpriced = lackingCosts(allPolling(demand), prices)
  const { deployment, reconnectStorm, users, rooms } = demand
  const { missing } = answer.failed.bandwidth
  const notes: (string | false | undefined)[] = [
    deployment.cpu === undefined &&
      `The demand names no CPU (deployment.cpu), so instances are taken to be as fast as the machine of the calibration, ${basis.cpu}; another is put in by --machine-factor.`,
    basis.machineFactor !== 1 &&
      `All CPU times of the calibration were multiplied by ${basis.machineFactor} (--machine-factor).`,
    basis.residuals !== undefined &&
      basis.residuals.worst > weakResidual &&
      `The fit is off by ${percent(basis.residuals.worst)} on one of its own workloads (${basis.residuals.workload}), so plan with the upper end.`,
    basis.untold.length > 0 &&
      `The calibration knows of some costs only what they make together (${basis.untold.join(', ')}); if these were exact, the gateway CPU of the answer would be ${betweenText('cpu', certain.low, certain.high)}.`,
    ...warnings.map(({ message, advice }) => `Of the calibration: ${message} ${advice}`),
    deployment.vcpu > uselessCores &&
      `An instance has ${deployment.vcpu} vCPU, but a NestJS process uses about one: more than ${mostUsefulCores} do not help. Run more and smaller instances.`,
    membershipsOf(rooms) < users &&
      `There are more users than places in rooms (${formatNumber(membershipsOf(rooms))}); ${formatNumber(users - membershipsOf(rooms))} users at least are in no room and send nothing.`,
    reconnectStorm !== undefined &&
      reconnectStorm.withinSeconds > usualReconnect &&
      `Clients of Socket.IO come back after 0.5 to 1.5 s unless they are told otherwise: set reconnectionDelay and randomizationFactor, so that they spread over ${reconnectStorm.withinSeconds} s.`,
    missing.length > 0 &&
      `Bandwidth is at least what is said: the calibration has no figure for ${missing.join(', ')}.`,
    unpriced.length > 0 &&
      `What if all users polled is left out: the calibration has no figure for ${unpriced.join(', ')}.`,
    deliveryTimeAssumptions,
    'Users, rooms and messages are taken to be dealt over the instances evenly, and messages to come at random; a crowd that talks at once is more than this.',
    'The interval of a figure takes all costs at the low, or all at the high, end of their intervals at once: a worst case, not an interval of 95 %.',
  ]
  return notes.filter((note) => typeof note === 'string')
}

function percent(share: number): string {
  return `${formatNumber(share * 100, share < 0.1 ? 1 : 0)} %`
}
