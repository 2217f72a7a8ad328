const agent = new URL('agent/agent.js', import.meta.url).href
const ownPort = new URL('agent/own-port.js', import.meta.url).href

/** What the agent does in a process. */
export interface AgentSettings {
  /** Time between two samples of the event-loop delay, in milliseconds; 0 takes none. */
  readonly delayResolutionMs: number
  /** Whether the process is a worker of a Node cluster that must not share its ports. */
  readonly ownPort?: boolean
}

/**
 * Adds to an environment what loads the agent into a Node process.
 *
 * `NODE_OPTIONS` and not an argument: it needs no knowledge of the command, and what the user has set there stays.
 */
export function withAgent(env: NodeJS.ProcessEnv, settings: AgentSettings): NodeJS.ProcessEnv {
  const imports = settings.ownPort === true ? [agent, ownPort] : [agent]
  const options = [env['NODE_OPTIONS'] ?? '', ...imports.map((url) => `--import=${url}`)]
  return {
    ...env,
    NODE_OPTIONS: options.join(' ').trim(),
    GATECRASH_AGENT: String(settings.delayResolutionMs),
  }
}
