import { fishText } from './shell-text.ts'
import type { CompletionBranch, CompletionFlag, CompletionTree } from './tree.ts'

/** The completion script of fish. */
export function fishScript({ commands }: CompletionTree): string {
  const lines = [
    '# Completion of gatecrash for fish: gatecrash completion fish | source',
    'complete -c gatecrash -f',
    "complete -c gatecrash -n __fish_use_subcommand -l help -s h -d 'display help'",
    "complete -c gatecrash -n __fish_use_subcommand -l version -d 'print the version'",
    ...commands.map(({ name, description }) => {
      return `complete -c gatecrash -n __fish_use_subcommand -a ${name} -d ${fishText(description)}`
    }),
    ...commands.flatMap(branchLines),
  ]
  return `${lines.join('\n')}\n`
}

function branchLines({ name, flags, words, files }: CompletionBranch): string[] {
  // The first word alone decides: a later one may be the name of a command, too.
  const condition = fishText(`test (commandline -poc)[2] = ${name} 2>/dev/null`)
  const start = `complete -c gatecrash -n ${condition}`
  const rest = words.length > 0 ? [`${start} -a ${fishText(words.join(' '))}`] : files ? [`${start} -F`] : []
  return [...rest, ...flags.map((flag) => `${start}${flagText(flag)}`)]
}

function flagText({ long, short, description, value }: CompletionFlag): string {
  const names = `${short === undefined ? '' : ` -s ${short.slice(1)}`} -l ${long.slice(2)}`
  return `${names}${valueText(value)} -d ${fishText(description)}`
}

function valueText(value: CompletionFlag['value']): string {
  switch (value.kind) {
    case 'none':
      return ''
    case 'words':
      return ` -x -a ${fishText(value.words.join(' '))}`
    case 'file':
      return ' -r -F'
    case 'text':
      return ' -x'
  }
}
