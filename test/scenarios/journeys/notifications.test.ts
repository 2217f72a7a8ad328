import { describeJourney } from '../../support/describe-journey.ts'

// Everything is posted.
describeJourney({ name: 'notifications', variables: { notifications: 2, pause: 0.3 } }, { 'http.requests': 24 })
