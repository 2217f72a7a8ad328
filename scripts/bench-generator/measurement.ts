/** What one process of one kind of client used. */
export interface GeneratorMeasurement {
  readonly connectCpuMicros: number
  /** RSS that a connected user adds, after a full collection. */
  readonly rssBytesPerUser: number
  /** With each message sent when the one before it has arrived everywhere. */
  readonly deliveryCpuMicros: number
  /** With more messages under way than the gateway or the client can keep up with. */
  readonly deliveriesPerSecond: number
}

/** How a figure is called and rounded, and what the lean client aims at. */
export interface GeneratorMetric {
  readonly key: keyof GeneratorMeasurement
  readonly label: string
  readonly decimals: number
  /** The most that the lean client's figure, or its ratio to the witness, is meant to be. */
  readonly aim: { readonly ratio: number } | { readonly value: number } | undefined
}

/** All figures, in the order they are printed. */
export const generatorMetrics: readonly GeneratorMetric[] = [
  { key: 'connectCpuMicros', label: 'CPU per connect (us)', decimals: 0, aim: { ratio: 0.3 } },
  { key: 'rssBytesPerUser', label: 'memory per user (bytes)', decimals: 0, aim: { value: 12_288 } },
  { key: 'deliveryCpuMicros', label: 'CPU per delivery (us)', decimals: 2, aim: { ratio: 0.65 } },
  { key: 'deliveriesPerSecond', label: 'deliveries per second', decimals: 0, aim: undefined },
]
