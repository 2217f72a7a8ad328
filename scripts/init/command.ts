import { Command, Option } from 'commander'

import { shippedDialectNames } from '../../load/client/dialects/index.ts'
import { collect } from '../cli/option-lists.ts'
import { programName } from '../cli/program/program-name.ts'
import { configFormats } from './document/field.ts'

/** The flags of `gatecrash init` as they are typed. */
export interface RawInitOptions {
  readonly url?: string
  readonly path: readonly string[]
  readonly namespace: readonly string[]
  readonly header: readonly string[]
  readonly insecure?: boolean
  readonly ca?: string
  readonly start?: string
  readonly dialect?: string
  readonly join?: string
  readonly joined?: string
  readonly send?: string
  readonly acknowledges?: boolean
  readonly relays: boolean
  readonly senderReceives: boolean
  readonly auth?: string
  readonly jwtSecretEnv?: string
  readonly loginUrl?: string
  readonly format?: string
  readonly out?: string
  readonly force?: boolean
  readonly yes?: boolean
  readonly offline?: boolean
}

const help = (): string => `
Example:
  ${programName('init')} --url http://127.0.0.1:3000 --namespace /chat \\
    --join '["join",{"room":"{{room}}"}]' --joined ack --send '["say",{"room":"{{room}}","text":"{{text}}"}]'

In events, {{room}}, {{text}}, {{user}} (a number) and {{jwt}} stand for what they say.
Exit codes: 0 written; 2 wrong usage, or the file exists; 3 the gateway cannot be reached; 130 interrupted.`

/** The command line of `gatecrash init`. */
export function initCommand(): Command {
  return new Command(programName('init'))
    .description('Asks a gateway what it tells to anybody, asks you for the rest, and writes a configuration file.')
    .optionsGroup('The gateway:')
    .option('--url <url>', 'where it runs, such as http://127.0.0.1:3000')
    .option('--path <path>', 'where Socket.IO is looked for before the usual paths; repeat', collect, [])
    .option('--namespace <name>', 'one to look for, such as /chat; the first is measured; repeat', collect, [])
    .option('--header <header>', 'an HTTP header "name: value" of every request; repeat', collect, [])
    .option('--insecure', 'take any certificate')
    .option('--ca <file>', 'certificates of authorities (PEM) to trust')
    .option('--offline', 'do not ask the gateway; write what the flags say')
    .option('--start <command>', 'the command that starts the gateway, such as "node dist/main.js"')
    .optionsGroup('How to talk to it:')
    .addOption(new Option('--dialect <name>', 'one that ships').choices(shippedDialectNames))
    .option('--join <json>', 'how a user joins: a list of event and arguments; none: there are no rooms')
    .option('--joined <how>', 'how a join is confirmed: ack, probe, or the name of an event (default: probe)')
    .option('--send <json>', 'how a user sends a text: a list of event and arguments')
    .option('--acknowledges', 'messages are acknowledged to their sender')
    .option('--no-relays', 'messages are not relayed, only acknowledged')
    .option('--sender-receives', 'a message also comes back to its sender', true)
    .option('--no-sender-receives', 'a message does not come back to its sender')
    .optionsGroup('Who the users are:')
    .option('--auth <json>', 'what they send with CONNECT, such as {"token":"{{jwt}}"}')
    .option('--jwt-secret-env <name>', 'the variable that holds the secret of their tokens')
    .option('--login-url <url>', 'where they log in over HTTP; ts and js only')
    .optionsGroup('The file:')
    .addOption(new Option('--format <name>', 'default: ts beside a tsconfig.json, otherwise js').choices(configFormats))
    .option('--out <file>', 'default: gatecrash.config with the ending of the format')
    .option('--force', 'overwrite the file if it exists')
    .option('-y, --yes', 'ask nothing; flags and defaults only, as without a terminal')
    .optionsGroup('Options:')
    .addHelpText('after', help())
}
