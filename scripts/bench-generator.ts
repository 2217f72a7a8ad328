import { Command } from 'commander'
import { TargetError } from '../target/target-error.ts'
import { artilleryMediansOf, renderArtillery } from './bench-generator/artillery/render.ts'
import { mediansOf, renderMedians } from './bench-generator/render.ts'
import { compareGenerators, type Comparison, type ComparisonOptions } from './bench-generator/run.ts'
import { readCommandLine, type TextSink } from './cli/command-line.ts'
import { interruptible } from './cli/interruption.ts'
import { wholeNumber } from './cli/whole-number.ts'

/** `npm run bench:generator`: what the lean client costs beside ws and socket.io-client. Returns the exit code. */
export function main(args: readonly string[]): Promise<number> {
  return interruptible((signal) => benchGenerator(args, process.stdout, process.stderr, signal))
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
        'over websocket, against one process of the reference gateway; and what a virtual user costs in Artillery, on ' +
        'our engine beside socketio-v3. Figures are medians over fresh processes.',
    )
    .option('--users <n>', 'users that each process connects', wholeNumber(10, 20_000), 2_000)
    .option('--repetitions <n>', 'processes of each kind of client', wholeNumber(1, 100), 5)
    .option('--no-artillery', 'leave Artillery out, which takes most of the time')
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
    const measured = await compareGenerators(options, (text) => err.write(`${text}\n`), signal)
    out.write(json ? jsonOf(options, measured) : tablesOf(measured))
    return 0
  } catch (error) {
    if (signal.aborted) return Number(signal.reason)
    if (!(error instanceof TargetError)) throw error
    err.write(`bench:generator: ${error.message}\n`)
    return 2
  }
}

function tablesOf({ clients, artillery }: Comparison): string {
  const table = renderMedians(mediansOf(clients))
  return artillery === undefined ? table : `${table}\n${renderArtillery(artilleryMediansOf(artillery))}`
}

function jsonOf(options: ComparisonOptions, { clients, artillery }: Comparison): string {
  const inArtillery =
    artillery === undefined ? {} : { artillery: { medians: artilleryMediansOf(artillery), measurements: artillery } }
  return `${JSON.stringify({ options, medians: mediansOf(clients), measurements: clients, ...inArtillery }, null, 2)}\n`
}
