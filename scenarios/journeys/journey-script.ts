/** The Artillery engine that a journey runs on. */
export type JourneyEngine = 'gatecrash' | 'socketio-v3'

/** All of them, that of this repository first. */
export const journeyEngines: readonly JourneyEngine[] = ['gatecrash', 'socketio-v3']

/** A script for Artillery, and how large it is run. */
export interface JourneyScript {
  /** Path of the YAML file. */
  readonly path: string
  readonly engine: JourneyEngine
  /** Virtual users that arrive in all, over all instances together. */
  readonly users: number
  /** Over how many seconds they arrive. */
  readonly seconds: number
  /** How long a user stays where nothing holds it up, in seconds: a run that takes much longer has got stuck. */
  readonly sessionSeconds: number
  /** Variables of the script that differ from what it says itself. */
  readonly variables: Readonly<Record<string, string | number>>
}
