import type { StepSpec } from '../artillery.ts'
import type { Channel } from '../channel.ts'
import { checkConnectOptions } from '../options-check.ts'
import { settingsOf, type ScenarioSettings } from '../scenario-settings.ts'
import type { Flow, Verb } from '../step.ts'
import { compileTextTemplate } from '../template.ts'
import type { VirtualUser } from '../virtual-user.ts'

/** Options that belong to a connection and not to a namespace: with one of them a `connect` opens a connection of its own. */
const ofConnection = [
  'ca',
  'extraHeaders',
  'path',
  'query',
  'reconnection',
  'rejectUnauthorized',
  'timeout',
  'transports',
]

/**
 * Connects a namespace; one that is connected is left first. Its connection is the one that the user's namespaces share,
 * unless it is given options of its own or `forceNew`.
 */
export const connect: Verb = {
  beside: ['namespace'],

  check(step, where, check) {
    checkConnectOptions(step['connect'], `${where}.connect`, check)
  },

  compile(step, flow) {
    const open = compileConnect(step, flow)
    return async (user) => {
      await open(user)
    }
  },
}

/** `reconnect: true`, the older way to write `connect: {}`. */
export const reconnect: Verb = {
  beside: ['namespace'],
  check: () => undefined,
  compile: (step, flow) => connect.compile(step, flow),
}

/** Makes the connecting part of a step with `connect` or `reconnect`. */
export function compileConnect(step: StepSpec, flow: Flow): (user: VirtualUser) => Promise<Channel> {
  const namespace = compileTextTemplate(step['namespace'] ?? '', flow.helpers)
  const given = step['connect']
  const options = typeof given === 'object' && given !== null ? (given as StepSpec) : {}
  const settings = withOptions(flow, options)
  const isOwn = options['forceNew'] === true || ofConnection.some((key) => key in options)
  return (user) => user.connect(namespace(user.context), settings, isOwn)
}

function withOptions(flow: Flow, options: StepSpec): ScenarioSettings {
  if (Object.keys(options).length === 0) return flow.settings
  const headers = { ...(flow.options['extraHeaders'] as object), ...(options['extraHeaders'] as object) }
  return settingsOf(flow.config, { ...flow.options, ...options, extraHeaders: headers }, flow.helpers)
}
