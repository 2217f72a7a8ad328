import type { ProcessExit } from './supervised-process.ts'
import { TargetError } from './target-error.ts'

/** The exit code by which the reference gateway says that its configuration is wrong. */
const exitMisconfigured = 2

/** Explains an instance that ended before it accepted connections, in its own words where it had any. */
export function startFailure(what: string, exit: ProcessExit, lines: readonly string[]): TargetError {
  const how = exit.signal === null ? `exit code ${exit.exitCode}` : exit.signal
  const words = lines.filter((line) => !isNoise(line))
  if (words.some((line) => /EADDRINUSE|\bport\b.*\bin use\b/i.test(line))) {
    return new TargetError('port-in-use', `${what} could not listen: ${tellingLine(words)}`)
  }
  if (exit.exitCode === exitMisconfigured && words.length > 0) {
    return new TargetError('configuration', `${what} refused its configuration: ${words.join('; ')}`)
  }
  const reason = words.length > 0 ? `: ${tellingLine(words)}` : ' and printed nothing.'
  return new TargetError('start-failed', `${what} ended (${how}) before it listened on a port${reason}`)
}

/** Of a stack trace, the line with the message; of anything else, the last line. */
function tellingLine(lines: readonly string[]): string {
  return (lines.find((line) => /^\S*Error\b.*:/.test(line)) ?? lines.at(-1) ?? '').trim()
}

function isNoise(line: string): boolean {
  return /^Node\.js v\d/.test(line) || /^\s+at /.test(line) || /^\s*[{}^~]*$/.test(line)
}
