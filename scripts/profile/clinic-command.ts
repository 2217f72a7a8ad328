import { createRequire } from 'node:module'
import type { ClinicTool } from './clinic-tool.ts'

const lateExit = new URL('../../target/agent/late-exit.js', import.meta.url).href

/** A command, and the environment that it needs besides that of the gateway. */
export interface ClinicCommand {
  readonly command: readonly string[]
  readonly env: NodeJS.ProcessEnv
}

/**
 * How a Node command is run under a tool of Clinic, which asks nobody anything, reports nothing to anybody and looks for no newer
 * version; its data go into the working directory. `env` is the environment of the gateway.
 *
 * The program comes first in the command that Clinic is given, and Node's options go into `NODE_OPTIONS`: Flame takes the first
 * argument for the program, by whose folder it tells the application from packages.
 */
export function clinicCommand(tool: ClinicTool, command: readonly string[], env: NodeJS.ProcessEnv): ClinicCommand {
  const [node = process.execPath, ...args] = command
  const program = args.findIndex((arg) => !/^--[^=]+=/.test(arg))
  const ours = [...(tool.writesLate ? [`--import=${lateExit}`] : []), ...args.slice(0, Math.max(0, program))]
  const rest = args.slice(Math.max(0, program))
  const clinic = createRequire(import.meta.url).resolve('clinic/bin.js')
  const first = [process.execPath, clinic, tool.command, '--open=false', '--dest', '.', '--', node]
  const quiet = { NO_INSIGHT: '1', NO_UPDATE_NOTIFIER: '1' }
  if (!tool.keepsNodeOptions) return { command: [...first, ...ours, ...rest], env: quiet }
  const options = [env['NODE_OPTIONS'] ?? '', ...ours].join(' ').trim()
  return { command: [...first, ...rest], env: { ...quiet, NODE_OPTIONS: options } }
}
