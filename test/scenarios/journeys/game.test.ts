import { describeJourney } from '../../support/describe-journey.ts'

// Two rounds: a join, three ticks that nobody waits for, and a leave.
describeJourney(
  { name: 'game', variables: { players: 3, rounds: 2, ticks: 3, interval: 0.1 } },
  { emits: 12 * 2 * 5, acks: 12 * 2 * 2 },
)
