import { ack } from './ack.ts'
import { connect } from './connect.ts'
import { fanOut } from './fan-out.ts'
import { http } from './http.ts'
import { journeys } from './journeys/index.ts'
import { mix } from './mix.ts'
import type { Scenario } from './scenario.ts'
import { transport } from './transport.ts'

/** All scenarios, in the order in which they run. */
export const scenarios: readonly Scenario[] = [connect, fanOut, transport, ack, mix, http, ...journeys]

/** Those of a run that names none. */
export const usualScenarios: readonly Scenario[] = scenarios.filter(({ onRequest }) => onRequest !== true)
