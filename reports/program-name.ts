/**
 * How a command is called where this runs: `gatecrash bench` in the installed package, which holds compiled modules, and
 * `npm run bench` in a checkout, which runs its sources. To be followed by arguments: {@link programName}.
 */
export function commandName(command: string): string {
  return isCheckout ? `npm run ${command}` : `gatecrash ${command}`
}

/** {@link commandName}, so that arguments can follow: `npm run bench --`. */
export function programName(command: string): string {
  return isCheckout ? `npm run ${command} --` : commandName(command)
}

/** {@link programName} of a command whose output is taken as it is, without the lines that npm adds. */
export function silentProgramName(command: string): string {
  return isCheckout ? `npm run --silent ${command} --` : commandName(command)
}

const isCheckout = import.meta.url.endsWith('.ts')
