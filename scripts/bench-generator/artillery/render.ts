import { median } from '../median.ts'
import { tableOf } from '../table.ts'
import {
  artilleryKinds,
  type ArtilleryKind,
  type ArtilleryMeasurement,
  type ArtilleryMeasurements,
} from './measurement.ts'

/** The median of each figure for each kind. */
export type ArtilleryMedians = Readonly<Record<ArtilleryKind, ArtilleryMeasurement>>

/** The most that a user on our engine is meant to cost, as a part of what one on socketio-v3 does. */
export const aimedRatio = 0.15

const rows = [
  { key: 'cpuMicrosPerUser', label: 'CPU per virtual user (us)' },
  { key: 'rssBytesPerUser', label: 'memory per virtual user (bytes)' },
] as const

/** Takes the medians over the repetitions, which are at least one. */
export function artilleryMediansOf(measurements: ArtilleryMeasurements): ArtilleryMedians {
  const medianOf = (kind: ArtilleryKind): ArtilleryMeasurement => ({
    cpuMicrosPerUser: median(measurements[kind].map((each) => each.cpuMicrosPerUser)),
    rssBytesPerUser: median(measurements[kind].map((each) => each.rssBytesPerUser)),
  })
  return { idle: medianOf('idle'), gatecrash: medianOf('gatecrash'), 'socketio-v3': medianOf('socketio-v3') }
}

/**
 * A table: one line per figure, then the ratio of the engines, as users cost in all and beyond what an idle user of
 * Artillery costs already, which no engine can change.
 */
export function renderArtillery(medians: ArtilleryMedians): string {
  const head = ['Artillery', ...artilleryKinds, 'ratio', 'ratio beyond idle', 'aim (ratio)']
  return tableOf([
    head,
    ...rows.map(({ key, label }) => {
      const [idle, ours, theirs] = artilleryKinds.map((kind) => medians[kind][key]) as [number, number, number]
      const ratio = ours / theirs
      return [
        label,
        ...[idle, ours, theirs].map((value) => value.toFixed(0)),
        ratio.toFixed(2),
        ((ours - idle) / (theirs - idle)).toFixed(2),
        `${aimedRatio}: ${ratio <= aimedRatio ? 'reached' : 'missed'}`,
      ]
    }),
  ])
}
