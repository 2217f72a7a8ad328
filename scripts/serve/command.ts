import { Argument, Command, Option } from 'commander'

import { adapters, type Adapter } from '../../target/adapter.ts'
import { gatewayOptions } from '../../target/gateway/options.ts'
import { wholeNumber } from '../cli/whole-number.ts'
import { programName } from '../cli/program/program-name.ts'
import { secretHelp } from '../token.ts'

const mostInstances = 64

/** What `npm run serve` was asked for, besides the target. */
export interface ServeOptions {
  readonly instances?: number
  readonly adapter?: Adapter
  readonly port: number
  readonly presence: 'on' | 'off'
}

/** The command line of `npm run serve`. */
export function serveCommand(): Command {
  return new Command(programName('serve'))
    .description('Runs the reference gateway in the foreground, until Ctrl-C.')
    .addArgument(new Argument('<target>', 'one process, or several behind one adapter').choices(['single', 'cluster']))
    .option('--instances <n>', 'instances of the cluster (default: 2)', wholeNumber(1, mostInstances))
    .addOption(
      new Option('--adapter <name>', 'Socket.IO adapter; default memory, for a cluster redis').choices(adapters),
    )
    .option(
      '--port <n>',
      "port of the first instance, the next one's one higher; 0: any free ones",
      wholeNumber(0, 65_535),
      0,
    )
    .addOption(new Option('--presence <word>', 'tell rooms who comes and goes').choices(['on', 'off']).default('off'))
    .addHelpText('after', () => `${secretHelp}\n\nThe gateway also reads:\n${gatewayHelp()}`)
}

/** What the command has flags for, or decides itself, is left out of the gateway's list. */
function gatewayHelp(): string {
  const decided = new Set(['PORT', 'ADAPTER', 'JWT_SECRET', 'CHAT_PRESENCE', 'REDIS_URL'])
  const rows = gatewayOptions
    .filter(({ name }) => !decided.has(name))
    .map(({ name, description, default: value }) => [name, value ? `${description} Default ${value}.` : description])
  rows.unshift(['REDIS_URL', 'Redis of the redis adapters. Default: a redis-server or valkey-server is started.'])
  const width = Math.max(...rows.map(([name = '']) => name.length))
  return `${rows.map(([name = '', text = '']) => `  ${name.padEnd(width)}  ${text}`).join('\n')}\n`
}
