import { shellText } from './shell-text.ts'
import type { CompletionBranch, CompletionFlag, CompletionTree } from './tree.ts'

/** The completion script of bash 3.2 or later. */
export function bashScript({ commands }: CompletionTree): string {
  const names = [...commands.map(({ name }) => name), '--help', '--version']
  return `# Completion of gatecrash for bash: source <(gatecrash completion bash)
_gatecrash_words() {
  local word
  while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -W "$1" -- "$2")
}
_gatecrash_files() {
  local word
  compopt -o filenames 2>/dev/null
  while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -f -- "$1")
}
_gatecrash() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD - 1]}"
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
    _gatecrash_words ${shellText(names.join(' '))} "$cur"
    return
  fi
  # Bash takes --flag=value for three words.
  if [[ $cur == = ]]; then
    cur=
  elif [[ $prev == = ]]; then
    prev="\${COMP_WORDS[COMP_CWORD - 2]}"
  fi
  case "\${COMP_WORDS[1]}" in
${commands.map(branchText).join('\n')}
  esac
}
complete -F _gatecrash gatecrash
`
}

function branchText({ name, flags, words, files }: CompletionBranch): string {
  const values = flags.filter(({ value }) => value.kind !== 'none').map(valueText)
  const cases = values.length === 0 ? '' : `    case "$prev" in\n${values.join('\n')}\n    esac\n`
  const names = flags.flatMap(namesOf).join(' ')
  const rest = files ? '      _gatecrash_files "$cur"' : `      _gatecrash_words ${shellText(words.join(' '))} "$cur"`
  return `  ${name})
${cases}    if [[ $cur == -* ]]; then
      _gatecrash_words ${shellText(names)} "$cur"
    else
${rest}
    fi
    ;;`
}

function valueText(flag: CompletionFlag): string {
  const pattern = namesOf(flag).join(' | ')
  switch (flag.value.kind) {
    case 'words':
      return `    ${pattern}) _gatecrash_words ${shellText(flag.value.words.join(' '))} "$cur"; return ;;`
    case 'file':
      return `    ${pattern}) _gatecrash_files "$cur"; return ;;`
    default:
      return `    ${pattern}) return ;;`
  }
}

function namesOf({ long, short }: CompletionFlag): string[] {
  return short === undefined ? [long] : [short, long]
}
