import { policySchema, transportsSchema } from './demand.ts'

/** Something that is wrong between values that are each allowed: where, and one line of what and what to do. */
export interface Contradiction {
  readonly at: readonly PropertyKey[]
  readonly text: string
}

/** Shares may be written with few digits: three thirds as 0.33 are not meant to be 1, three times 0.3333 are. */
const shareTolerance = 0.001

const defaults = policySchema.parse({})

/**
 * Finds what does not go together in a demand as it was read from its file. Fields that are wrong by themselves, which the
 * schema tells, are passed over, so that all problems can be told at once.
 */
export function contradictionsIn(value: unknown): Contradiction[] {
  const demand = fieldsOf(value)
  return [...largeRooms(demand), ...shares(demand), ...deploymentOf(demand)]
}

function largeRooms({ users, rooms }: Fields): Contradiction[] {
  if (!isCount(users) || !Array.isArray(rooms)) return []
  return rooms.flatMap((room: unknown, at) => {
    const { members } = fieldsOf(room)
    return isCount(members) && members > users
      ? [{ at: ['rooms', at, 'members'], text: `${members} members are more than the ${users} users there are.` }]
      : []
  })
}

function shares({ transports }: Fields): Contradiction[] {
  if (transports === undefined || !transportsSchema.safeParse(transports).success) return []
  const sum = Object.values(fieldsOf(transports)).reduce<number>((total, share) => total + Number(share), 0)
  if (Math.abs(sum - 1) <= shareTolerance) return []
  return [
    {
      at: ['transports'],
      text: `the shares sum to ${Number(sum.toFixed(4))}; make them sum to 1, every user has one.`,
    },
  ]
}

function deploymentOf(demand: Fields): Contradiction[] {
  const deployment = fieldsOf(demand['deployment'])
  const policy = { ...defaults, ...fieldsOf(demand['policy']) }
  const { vcpu, adapter, instances, currency, pricePerHour } = deployment
  const { spareInstances, cpuCeiling } = policy
  const found: Contradiction[] = []
  if (typeof vcpu === 'number' && typeof cpuCeiling === 'number' && vcpu > 0 && cpuCeiling > vcpu && cpuCeiling < 1) {
    const text = `an instance may use ${cpuCeiling} of a core, but has ${vcpu}; lower it, or raise deployment.vcpu.`
    found.push({ at: ['policy', 'cpuCeiling'], text })
  }
  if (adapter === 'memory' && isCount(spareInstances)) {
    const text = `with the adapter memory there is one instance, and no spare one; set 0, or take another adapter.`
    found.push({ at: ['policy', 'spareInstances'], text })
  }
  if (adapter === 'memory' && isCount(instances) && instances > 1) {
    const text = `with the adapter memory users of different instances do not hear each other; set 1, or take another adapter.`
    found.push({ at: ['deployment', 'instances'], text })
  }
  if (isCount(instances) && isCount(spareInstances) && spareInstances >= instances) {
    const text = `if ${spareInstances} of ${instances} instances fail, none is left; ask for fewer to be spare, or for more instances.`
    found.push({ at: ['policy', 'spareInstances'], text })
  }
  if (currency !== undefined && pricePerHour === undefined) {
    found.push({ at: ['deployment', 'currency'], text: 'there is no price; give pricePerHour too, or leave this out.' })
  }
  return found
}

type Fields = Readonly<Partial<Record<string, unknown>>>

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1
}

function fieldsOf(value: unknown): Fields {
  return value !== null && typeof value === 'object' ? (value as Fields) : {}
}
