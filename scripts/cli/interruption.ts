/** Exit codes of a command that a signal has ended: 128 and the number of the signal, as shells have it. */
const exitCodes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const

/**
 * Runs a command that can be interrupted: the signal it is given is aborted by SIGINT, SIGTERM or SIGHUP, and its reason
 * is the exit code to end with. Whoever interrupts twice does not want to wait: then the process ends at once, and what
 * it has started notices that and ends by itself.
 */
export async function interruptible(command: (signal: AbortSignal) => Promise<number>): Promise<number> {
  const interruption = new AbortController()
  const interrupt = (signal: NodeJS.Signals): void => {
    const exitCode = exitCodes[signal as keyof typeof exitCodes]
    if (interruption.signal.aborted) process.exit(exitCode)
    interruption.abort(exitCode)
  }
  const signals = Object.keys(exitCodes) as (keyof typeof exitCodes)[]
  for (const signal of signals) process.on(signal, interrupt)
  try {
    return await command(interruption.signal)
  } finally {
    for (const signal of signals) process.off(signal, interrupt)
  }
}
