import { Argument, Command } from 'commander'

import { programName } from '../cli/program/program-name.ts'

/** Shells for which there is a script. */
export type ShellName = 'bash' | 'zsh' | 'fish'

const shells: readonly ShellName[] = ['bash', 'zsh', 'fish']

const help = `
To install it, put this line into the file that your shell reads when it starts:
  bash  ~/.bashrc                    source <(gatecrash completion bash)
  zsh   ~/.zshrc, after compinit     source <(gatecrash completion zsh)
  fish  ~/.config/fish/config.fish   gatecrash completion fish | source
The script is made anew by each shell, so it knows the flags of the version that is installed.`

/** The command line of `gatecrash completion`. */
export function completionCommand(): Command {
  return new Command(programName('completion'))
    .description('Prints a script with which a shell completes the commands and flags of gatecrash.')
    .addArgument(new Argument('<shell>', 'which shell').choices(shells))
    .addHelpText('after', help)
}
