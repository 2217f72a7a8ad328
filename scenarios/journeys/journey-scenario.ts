import { fileURLToPath } from 'node:url'
import type { Parameters } from '../parameter.ts'
import type { ParameterValues } from '../parameter-values.ts'
import type { JourneyScenario } from '../scenario.ts'
import { journeyEngines, type JourneyEngine, type JourneyScript } from './journey-script.ts'

/** What one journey has of its own. */
export interface Journey {
  /** Of the YAML file in this folder. */
  readonly name: string
  readonly question: string
  /** Beside those that all journeys have; each sets the script's variable of the same name. */
  readonly parameters: Parameters
  /** How long a user sends, in seconds: between the arrival of the last user and the time for what was sent last. */
  readonly sendingSeconds: (values: ParameterValues) => number
  /** How often a user waits for all others to come and for the last message to arrive; default: once. */
  readonly rounds?: (values: ParameterValues) => number
}

/** Artillery begins its phases anew in each second, and counts whole users. */
const mostPerSecond = 999

const common: Parameters = {
  users: {
    type: 'integer',
    unit: 'users',
    sentence: 'Virtual users that arrive, over all instances together.',
    min: 1,
    max: 100_000,
    defaults: { smoke: 20, standard: 100, full: 1000 },
  },
  seconds: {
    type: 'integer',
    unit: 's',
    sentence: 'Over how many seconds they arrive, evenly.',
    min: 1,
    max: 3600,
    defaults: { smoke: 2, standard: 5, full: 20 },
  },
  engine: {
    type: 'choice',
    sentence: "Artillery's engine: this repository's, or artillery-engine-socketio-v3.",
    choices: journeyEngines,
    defaults: 'gatecrash',
  },
}

/** A script of this folder as a scenario. */
export function journeyScenario(journey: Journey): JourneyScenario {
  return {
    kind: 'journey',
    name: `journeys/${journey.name}`,
    question: journey.question,
    onRequest: true,
    parameters: { ...common, ...journey.parameters },
    check: (values) => {
      const perSecond = values.number('users') / values.number('seconds')
      if (perSecond <= mostPerSecond) return []
      return [
        `${Math.ceil(perSecond)} users a second are too many; give them more seconds, at most ${mostPerSecond} each.`,
      ]
    },
    journey: (values) => scriptOf(journey, values),
  }
}

function scriptOf({ name, parameters, sendingSeconds, rounds }: Journey, values: ParameterValues): JourneyScript {
  const seconds = values.number('seconds')
  // Nobody sends before the last user is there, and nobody leaves while a message of the last user may be under way.
  const settle = seconds + 1
  const stay = seconds + 3
  const own = Object.keys(parameters).map((parameter) => [parameter, values.number(parameter)] as const)
  return {
    path: fileURLToPath(new URL(`./${name}.yml`, import.meta.url)),
    engine: values.choice('engine') as JourneyEngine,
    users: values.number('users'),
    seconds,
    sessionSeconds: (settle + stay) * (rounds?.(values) ?? 1) + sendingSeconds(values),
    variables: { ...Object.fromEntries(own), settle, stay },
  }
}
