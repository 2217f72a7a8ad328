import { programCommands } from './commands.ts'

/** What `gatecrash --help` prints. */
export function programHelp(): string {
  const widest = Math.max(...programCommands.map(({ name }) => name.length))
  const rows = programCommands.map(({ name, description }) => `  ${name.padEnd(widest)}  ${description}`)
  return `Usage: gatecrash <command> [...]

Load testing and benchmarking for Socket.IO chat gateways.

Commands:
${rows.join('\n')}

Where to begin:
  gatecrash init --url http://127.0.0.1:3000   asks your gateway, and writes gatecrash.config
  gatecrash bench --profile smoke              measures it for some seconds, and writes a report
  gatecrash compare <base> <head>              says what changed between two reports

Options:
  --version                     which version this is
  --help, gatecrash help bench  help, also for each command

Exit codes: 0 fine, 1 an objective missed or a regression, 2 wrong usage or configuration, 3 a measurement was invalid
or failed, 130 interrupted by Ctrl-C.
`
}
