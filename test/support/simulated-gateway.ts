import { seededRandom } from '../../load/random.ts'
import type { WitnessedStep } from '../../scripts/saturate/speed.ts'

/** How a simulated machine behaves; shares are standard deviations of factors. */
export interface SimulatedMachine {
  /** The load that the gateway holds at speed 1. */
  readonly capacity: number
  /** The load that the generator can offer at speed 1. */
  readonly generatorLimit?: number
  /** How the speed wanders that both share, and the part of the gateway's that the generator does not see, and the other way round. */
  readonly sharedDrift?: number
  readonly gatewayDrift?: number
  readonly generatorDrift?: number
  /** How much the speed differs between one trial and the next, whatever the time. */
  readonly trialNoise?: number
  /** How exactly a trial tells what the generator paid. */
  readonly witnessNoise?: number
  /** How often a trial below the limit fails all the same. */
  readonly spoiled?: number
}

/** A trial takes so long, and speed forgets where it was within so long; in seconds. */
const trialSeconds = 9
const memorySeconds = 180

/** A gateway and a machine whose speed wanders, offered one load after the other. Deterministic for a seed. */
export class SimulatedGateway {
  readonly loads: number[] = []
  readonly #machine: SimulatedMachine
  readonly #random: () => number
  readonly #drifts: { shared: number; gateway: number; generator: number }

  constructor(machine: SimulatedMachine, seed = 1) {
    this.#machine = machine
    this.#random = seededRandom(seed)
    this.#drifts = {
      shared: this.#normal() * (machine.sharedDrift ?? 0),
      gateway: this.#normal() * (machine.gatewayDrift ?? 0),
      generator: this.#normal() * (machine.generatorDrift ?? 0),
    }
  }

  readonly probe = (load: number): Promise<WitnessedStep> => {
    this.loads.push(load)
    const { capacity, generatorLimit = Infinity, trialNoise = 0, witnessNoise = 0, spoiled = 0 } = this.#machine
    this.#wander()
    const { shared, gateway, generator } = this.#drifts
    const noise = Math.exp(this.#normal() * trialNoise)
    const gatewaySpeed = Math.exp(shared + gateway) * noise
    const generatorSpeed = Math.exp(shared + generator) * noise
    const witness = 6 / (generatorSpeed * Math.exp(this.#normal() * witnessNoise))
    const isSpoiled = this.#random() < spoiled
    if (load <= capacity * gatewaySpeed && load > generatorLimit * generatorSpeed) {
      return Promise.resolve({ load, outcome: 'generator', witness })
    }
    const isHeld = load <= capacity * gatewaySpeed && !isSpoiled
    return Promise.resolve({ load, outcome: isHeld ? 'held' : 'not-held', witness })
  }

  /** An Ornstein-Uhlenbeck process for each part: it wanders, and comes back. */
  #wander(): void {
    const kept = Math.exp(-trialSeconds / memorySeconds)
    const fresh = Math.sqrt(1 - kept ** 2)
    const { sharedDrift = 0, gatewayDrift = 0, generatorDrift = 0 } = this.#machine
    this.#drifts.shared = this.#drifts.shared * kept + this.#normal() * fresh * sharedDrift
    this.#drifts.gateway = this.#drifts.gateway * kept + this.#normal() * fresh * gatewayDrift
    this.#drifts.generator = this.#drifts.generator * kept + this.#normal() * fresh * generatorDrift
  }

  /** Box and Muller. */
  #normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.#random())) * Math.cos(2 * Math.PI * this.#random())
  }
}
