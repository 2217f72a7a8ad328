import { basename } from 'node:path'

const launchers = new Set([
  ...['npm', 'npx', 'yarn', 'yarnpkg', 'pnpm', 'pnpx', 'bunx', 'corepack'],
  ...['sh', 'bash', 'dash', 'zsh', 'fish', 'cmd', 'powershell', 'pwsh'],
  ...['nest', 'nodemon', 'pm2', 'tsx', 'ts-node-dev', 'concurrently', 'cross-env', 'docker', 'sudo'],
])

const otherRuntimes = /^(python|pypy|ruby|php|java|dotnet|deno|bun|go|perl|elixir|mix|erl)\d*(\.\d+)*$/

/** Why a program that is no Node program cannot be started without a URL, in one sentence; `undefined` where it may be one. */
export function withoutUrlRefusal(program: string): string | undefined {
  const name = basename(program).replace(/\.exe$/i, '')
  if (!otherRuntimes.test(name.toLowerCase())) return undefined
  return `"${name}" is not Node, so its port cannot be found out: say where it listens, such as --url http://127.0.0.1:3000.`
}

/** Why a program cannot be what a gateway is started by, in one sentence; `undefined` where it may be. */
export function launcherRefusal(program: string): string | undefined {
  const name = basename(program)
  if (!launchers.has(name.replace(/\.(exe|cmd|ps1)$/i, '').toLowerCase())) return undefined
  return `"${name}" starts the gateway as a process of its own, which cannot be measured; name its program, such as "node dist/main.js".`
}
