import { shellText } from './shell-text.ts'
import type { CompletionBranch, CompletionFlag, CompletionTree } from './tree.ts'

/** The completion script of zsh. It can be sourced, or lie as `_gatecrash` in a folder of `fpath`. */
export function zshScript({ commands }: CompletionTree): string {
  const named = commands.map(({ name, description }) => shellText(`${name}:${description}`))
  return `#compdef gatecrash
# Completion of gatecrash for zsh: source <(gatecrash completion zsh)
_gatecrash() {
  local -a commands
  if (( CURRENT == 2 )); then
    commands=(
${named.map((each) => `      ${each}`).join('\n')}
    )
    _describe -t commands command commands
    _arguments '--help[display help]' '--version[print the version]'
    return
  fi
  local chosen=$words[2]
  shift words
  (( CURRENT-- ))
  case $chosen in
${commands.map(branchText).join('\n')}
  esac
}
if [[ $funcstack[1] == _gatecrash ]]; then
  _gatecrash "$@"
else
  compdef _gatecrash gatecrash
fi
`
}

function branchText({ name, flags, words, files }: CompletionBranch): string {
  const specs = flags.flatMap(flagSpecs)
  if (words.length > 0) specs.push(shellText(`*:argument:(${words.join(' ')})`))
  else if (files) specs.push(shellText('*:file:_files'))
  const lines = ['    _arguments', ...specs.map((spec) => `      ${spec}`)]
  return `  ${name})\n${lines.join(' \\\n')}\n    ;;`
}

/** In the form of `_arguments` (zsh manual, "Completion Functions"); the star lets a flag be repeated. */
function flagSpecs({ long, short, description, value }: CompletionFlag): string[] {
  const told = `[${specText(description)}]`
  const names = short === undefined ? [long] : [short, long]
  return names.map((name) => {
    // A value follows a long name after a blank or an equals sign, a short one at once or after a blank.
    const valued = `*${name}${name.startsWith('--') ? '=' : '+'}${told}`
    switch (value.kind) {
      case 'none':
        return shellText(`*${name}${told}`)
      case 'words':
        return shellText(`${valued}:value:(${value.words.join(' ')})`)
      case 'file':
        return shellText(`${valued}:file:_files`)
      case 'text':
        return shellText(`${valued}:value: `)
    }
  })
}

/** Brackets end a description. */
function specText(text: string): string {
  return text.replaceAll(/[[\]\\]/g, '\\$&')
}
