import { readdir, rmdir } from 'node:fs/promises'
import { GeneratorError } from '../load/generator-error.ts'
import { sanitize } from '../reports/render/sanitize.ts'
import { TargetError } from '../target/target-error.ts'
import { interruptible } from './cli/interruption.ts'
import type { ProgressStream } from './cli/live-line.ts'
import { hasDesktop, openPage } from './profile/open-page.ts'
import { parseProfileOptions, type ProfileOptions } from './profile/options.ts'
import { profileFolder, runProfile, type Profiled } from './profile/run.ts'

/** `npm run profile`: runs a gateway under a profiler while a scenario loads it. Returns the exit code; Ctrl-C ends it in order. */
export function main(args: readonly string[]): Promise<number> {
  return interruptible((signal) => profile(args, process.env, process.stdout, process.stderr, signal))
}

/** The program behind `main`, with everything that it touches passed in. */
export async function profile(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  out: ProgressStream,
  err: ProgressStream,
  signal: AbortSignal,
): Promise<number> {
  const parsed = parseProfileOptions(args)
  if (parsed.kind === 'show') {
    out.write(parsed.text)
    return 0
  }
  if (parsed.kind === 'wrong') {
    for (const problem of parsed.problems) err.write(`profile: ${sanitize(problem)}\n`)
    return 2
  }
  const { options } = parsed
  const folder = options.out ?? profileFolder(new Date().toISOString(), options)
  try {
    const profiled = await runProfile(options, folder, err, signal)
    if (signal.aborted) return Number(signal.reason)
    return await show(profiled, options, env, out, err)
  } catch (error) {
    if (signal.aborted) return Number(signal.reason)
    if (!(error instanceof TargetError || error instanceof GeneratorError)) throw error
    err.write(`profile: ${sanitize(error.message)}\n`)
    return error.code === 'configuration' || error.code === 'open-files' ? 2 : 3
  } finally {
    await removeIfEmpty(folder)
  }
}

async function show(
  { result, written, functions, problem }: Profiled,
  { open, tool }: ProfileOptions,
  env: NodeJS.ProcessEnv,
  out: ProgressStream,
  err: ProgressStream,
): Promise<number> {
  if (functions !== undefined) out.write(`\n${functions}\n`)
  for (const path of written) out.write(`${path}\n`)
  if (tool === 'cpuprofile' && written.length > 0) {
    out.write('Open it in Chrome DevTools (Performance, load profile) or in VS Code.\n')
  }
  if (problem !== undefined) err.write(`profile: ${sanitize(problem)}\n`)
  if (result.status === 'failed') {
    err.write(`profile: the trial failed (${result.phase}): ${sanitize(result.error.message)}\n`)
  }
  const [first] = written
  if (first === undefined) {
    err.write('profile: the profiler has written nothing.\n')
    return 3
  }
  if (open && tool !== 'cpuprofile' && hasDesktop(env, out.isTTY === true)) await openPage(first, env)
  return result.status === 'failed' ? 3 : 0
}

/** A folder in which nothing was written tells nobody anything. */
async function removeIfEmpty(folder: string): Promise<void> {
  const left = await readdir(folder).catch(() => undefined)
  if (left?.length === 0) await rmdir(folder)
}
