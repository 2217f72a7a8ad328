import { describeJourney } from '../../support/describe-journey.ts'

// A join, twice typing and a message, a leave; all but typing are acknowledged.
describeJourney(
  { name: 'chat', variables: { rooms: 2, messages: 2, pause: 0.3 } },
  { emits: 12 * 6, acks: 12 * 4, 'http.requests': 12 },
)
