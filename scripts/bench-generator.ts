import { Command, InvalidArgumentError } from 'commander'
import { TargetError } from '../target/target-error.ts'
import { mediansOf, renderMedians } from './bench-generator/render.ts'
import { compareGenerators, type ComparisonOptions } from './bench-generator/run.ts'
import { readCommandLine, type TextSink } from './cli/command-line.ts'

const exitInterrupted = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 }

/** `npm run bench:generator`: what the lean client costs beside ws and socket.io-client. Returns the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  const interruption = new AbortController()
  const signals = Object.keys(exitInterrupted) as (keyof typeof exitInterrupted)[]
  const interrupt = (signal: NodeJS.Signals): void => {
    interruption.abort(exitInterrupted[signal as keyof typeof exitInterrupted])
  }
  for (const signal of signals) process.on(signal, interrupt)
  try {
    return await benchGenerator(args, process.stdout, process.stderr, interruption.signal)
  } finally {
    for (const signal of signals) process.off(signal, interrupt)
  }
}

/** The program behind `main`, with everything that it touches passed in; `signal` is aborted with an exit code. */
export async function benchGenerator(
  args: readonly string[],
  out: TextSink,
  err: TextSink,
  signal: AbortSignal,
): Promise<number> {
  const command = new Command('npm run bench:generator --')
    .description(
      'Measures what a user and a delivery cost in the load generator: the lean client beside ws and socket.io-client, ' +
        'over websocket, against one process of the reference gateway. Figures are medians over fresh processes.',
    )
    .option('--users <n>', 'users that each process connects', wholeNumber(10, 20_000), 2_000)
    .option('--repetitions <n>', 'processes of each kind of client', wholeNumber(1, 100), 5)
    .option('--json', 'print every measurement and the medians as JSON')
  const line = readCommandLine(command, args)
  if (line.kind === 'help') {
    out.write(line.text)
    return 0
  }
  if (line.kind === 'wrong') {
    err.write(`bench:generator: ${line.problem}\n`)
    return 2
  }
  const { json = false, ...options } = command.opts<ComparisonOptions & { json?: boolean }>()
  try {
    const measurements = await compareGenerators(options, (text) => err.write(`${text}\n`), signal)
    const medians = mediansOf(measurements)
    out.write(json ? `${JSON.stringify({ options, medians, measurements }, null, 2)}\n` : renderMedians(medians))
    return 0
  } catch (error) {
    if (signal.aborted) return Number(signal.reason)
    if (!(error instanceof TargetError)) throw error
    err.write(`bench:generator: ${error.message}\n`)
    return 2
  }
}

function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (text.trim() !== '' && Number.isInteger(value) && value >= least && value <= most) return value
    throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`)
  }
}
