import type { JourneyScenario } from '../scenario.ts'
import { pause, payload, rooms, times } from './journey-parameters.ts'
import { journeyScenario } from './journey-scenario.ts'

const chat = journeyScenario({
  name: 'chat',
  question: 'How does a gateway hold people who join rooms, read the history, type and write?',
  parameters: {
    rooms,
    messages: times('messages', 'Messages of each user; each is acknowledged.', { smoke: 3, standard: 5, full: 20 }),
    pause: pause('Time to type a message.', 0.5),
    payload: payload(128),
  },
  sendingSeconds: (values) => values.number('messages') * values.number('pause'),
})

const dashboard = journeyScenario({
  name: 'dashboard',
  question: 'How do ticks of a few feeders reach the many who watch?',
  parameters: {
    rooms: { ...rooms, sentence: 'Dashboards, each a room that the users are dealt over.', defaults: 1 },
    feedEvery: times('users', 'The first user of each worker feeds, and every so many-th after it.', {
      smoke: 10,
      standard: 25,
      full: 100,
    }),
    ticks: times('ticks', 'Ticks of each feeder.', { smoke: 10, standard: 20, full: 100 }),
    interval: pause('Time between two ticks of a feeder.', 0.25),
    payload: payload(256),
  },
  sendingSeconds: (values) => values.number('ticks') * values.number('interval'),
})

const notifications = journeyScenario({
  name: 'notifications',
  question: "How fast does a notification posted over HTTP reach all of a user's sockets?",
  parameters: {
    notifications: times('notifications', 'Notifications that each user causes.', { smoke: 3, standard: 5, full: 20 }),
    pause: pause('Time between two of them.', 0.5),
  },
  sendingSeconds: (values) => values.number('notifications') * values.number('pause'),
})

const cursors = journeyScenario({
  name: 'cursors',
  question: 'How many small updates that may be lost does a gateway relay, and how late?',
  parameters: {
    rooms: { ...rooms, sentence: 'Boards, each a room that the users are dealt over.' },
    moves: times('moves', 'Moves of each user.', { smoke: 20, standard: 50, full: 200 }),
    interval: pause('Time between two moves.', 0.1),
  },
  sendingSeconds: (values) => values.number('moves') * values.number('interval'),
})

const game = journeyScenario({
  name: 'game',
  question: 'How does a gateway hold sessions of a few players at a tick rate, who leave and meet again?',
  parameters: {
    players: times('users', 'Players of a session, all of one worker.', 5),
    rounds: times('rounds', 'Rounds that each user plays, every one in another room.', 2),
    ticks: times('ticks', 'Ticks of a round.', { smoke: 10, standard: 40, full: 100 }),
    interval: pause('Time between two ticks.', 0.1),
    payload: payload(64),
  },
  sendingSeconds: (values) => values.number('rounds') * values.number('ticks') * values.number('interval'),
  rounds: (values) => values.number('rounds'),
})

/** The scripts of this folder as scenarios, in the order in which they run. */
export const journeys: readonly JourneyScenario[] = [chat, dashboard, notifications, cursors, game]
