import { describeJourney } from '../../support/describe-journey.ts'

// A join, and five moves that nobody waits for.
describeJourney({ name: 'cursors', variables: { rooms: 2, moves: 5, interval: 0.1 } }, { emits: 12 * 6, acks: 12 })
