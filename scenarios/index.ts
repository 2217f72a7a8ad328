import { ack } from './ack.ts'
import { connect } from './connect.ts'
import { fanOut } from './fan-out.ts'
import type { Scenario } from './scenario.ts'
import { transport } from './transport.ts'

/** All scenarios, in the order in which they run. */
export const scenarios: readonly Scenario[] = [connect, fanOut, transport, ack]
