import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { TargetError } from '../target/target-error.ts'
import { collect, GateError } from './bench-gate/collect.ts'
import { evaluate } from './bench-gate/evaluate.ts'
import { parseGateOptions, type GateOptions } from './bench-gate/options.ts'
import { PoolsFileError, readPools } from './bench-gate/pools-file.ts'
import type { Pools } from './bench-gate/pool.ts'
import { renderGate } from './bench-gate/render.ts'
import { runFolder } from './bench/run-folder.ts'
import type { TextSink } from './cli/command-line.ts'
import { interruptible } from './cli/interruption.ts'

/** `npm run bench:gate`: how often the gate of `ab` is wrong. Returns the exit code. */
export function main(args: readonly string[]): Promise<number> {
  return interruptible((signal) => benchGate(args, process.stdout, process.stderr, signal))
}

/** The program behind `main`, with everything that it touches passed in; `signal` is aborted with an exit code. */
export async function benchGate(
  args: readonly string[],
  out: TextSink,
  err: TextSink,
  signal: AbortSignal,
): Promise<number> {
  const parsed = parseGateOptions(args)
  if (parsed.kind === 'show') {
    out.write(parsed.text)
    return 0
  }
  if (parsed.kind === 'wrong') {
    for (const problem of parsed.problems) err.write(`bench:gate: ${problem}\n`)
    return 2
  }
  const { options } = parsed
  try {
    const pools = options.from === undefined ? await measure(options, err, signal) : await readPools(options.from)
    if (signal.aborted) return Number(signal.reason)
    const figures = evaluate(pools, options)
    out.write(options.json ? `${JSON.stringify(figures, null, 2)}\n` : renderGate(figures))
    return 0
  } catch (error) {
    if (signal.aborted) return Number(signal.reason)
    const code =
      error instanceof GateError ? 3 : error instanceof TargetError || error instanceof PoolsFileError ? 2 : undefined
    if (code === undefined) throw error
    err.write(`bench:gate: ${(error as Error).message}\n`)
    return code
  }
}

async function measure(options: GateOptions, err: TextSink, signal: AbortSignal): Promise<Pools> {
  const folder = options.out ?? runFolder(new Date().toISOString(), 'gate')
  await mkdir(folder, { recursive: true })
  const file = join(folder, 'pairs.json')
  const say = (line: string): void => void err.write(`${line}\n`)
  say(`pairs are written to ${file}`)
  return await collect({
    options,
    signal,
    say,
    onRound: (pools) => writeFile(file, `${JSON.stringify(pools)}\n`),
  })
}
