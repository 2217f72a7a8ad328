import type { JourneyEngine } from '../../../scenarios/journeys/journey-script.ts'

/** What Artillery is run with: an engine, or users who do nothing, which is what Artillery itself costs. */
export type ArtilleryKind = 'idle' | JourneyEngine

/** All kinds, in the order they are printed; ratios are to the last. */
export const artilleryKinds = ['idle', 'gatecrash', 'socketio-v3'] as const satisfies readonly ArtilleryKind[]

/** What a virtual user costs in Artillery of one kind. */
export interface ArtilleryMeasurement {
  /** CPU of the whole process for a user's whole life: what further users add to a run with few of them. */
  readonly cpuMicrosPerUser: number
  /** RSS that a connected user adds, after a full collection. */
  readonly rssBytesPerUser: number
}

/** All measurements of each kind, in the order they were taken. */
export type ArtilleryMeasurements = Readonly<Record<ArtilleryKind, readonly ArtilleryMeasurement[]>>

/** What Artillery's process notes while all users are there. CPU times in microseconds, all threads. */
export interface ArtilleryMarks {
  /** From the first user's arrival until all are there, without collecting garbage. */
  readonly cpuOfConnects: number
  readonly cpuBeforeLeaving: number
  /** What those users added to the RSS who came after the first half. */
  readonly rssBytesPerUser: number
}

/** A run of Artillery with so many users. */
export interface ArtilleryRun extends ArtilleryMarks {
  readonly users: number
  /** At its end. */
  readonly cpuInAll: number
}

/** What the users have cost, each, that the larger run has more than the smaller one, start and collections left out. */
export function perUser(smaller: ArtilleryRun, larger: ArtilleryRun): ArtilleryMeasurement {
  return {
    cpuMicrosPerUser: (cpuOfUsers(larger) - cpuOfUsers(smaller)) / (larger.users - smaller.users),
    rssBytesPerUser: larger.rssBytesPerUser,
  }
}

function cpuOfUsers({ cpuOfConnects, cpuBeforeLeaving, cpuInAll }: ArtilleryRun): number {
  return cpuOfConnects + cpuInAll - cpuBeforeLeaving
}
