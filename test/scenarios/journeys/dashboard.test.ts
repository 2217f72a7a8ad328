import { describeJourney } from '../../support/describe-journey.ts'

// Twelve joins, and the ticks of two feeders, of whom a cluster's instances have one each.
describeJourney(
  { name: 'dashboard', variables: { feedEvery: 6, ticks: 4, interval: 0.2 } },
  { emits: 12 + 2 * 4, acks: 12 },
)
