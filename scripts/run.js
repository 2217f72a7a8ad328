/**
 * Starts a command: `node scripts/run.js <command> ...` calls `main` of `scripts/<command>.ts`.
 *
 * Plain JavaScript, and nothing here that Node 18 does not know: whoever has too old a Node is told so, instead of
 * being shown a syntax error.
 */
import { readdirSync } from 'node:fs'

const exitWrongUsage = 2
const exitFailed = 3

const [name = '', ...args] = process.argv.slice(2)
process.exitCode = await run(name, args)

/** @param {string} name @param {string[]} args @returns {Promise<number>} */
async function run(name, args) {
  if (!('typescript' in process.features) || !process.features.typescript) {
    console.error(
      `gatecrash needs Node 22.18 or later, which runs TypeScript; this is Node ${process.versions.node}${switchedOffNote()}. ` +
        'Run "npm run setup" to install the right one into node_modules, then start commands with "npm run".',
    )
    return exitWrongUsage
  }
  const commands = readdirSync(new URL('.', import.meta.url))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -'.ts'.length))
    // The program of the package, which has these commands itself.
    .filter((command) => command !== 'gatecrash')
  if (!commands.includes(name)) {
    const { nearestName } = await import('../reports/nearest-name.ts')
    const nearest = nearestName(name, commands)
    const hint = nearest === undefined ? '' : ` Did you mean ${nearest}?`
    console.error(`There is no command "${name}".${hint} There are: ${commands.join(', ')}.`)
    return exitWrongUsage
  }
  try {
    const { main } = await import(new URL(`${name}.ts`, import.meta.url).href)
    return await main(args)
  } catch (error) {
    // Not Node's exit code 1, which says that a measurement missed its objective.
    console.error(error)
    return exitFailed
  }
}

/** Why a Node that is new enough may still refuse. */
function switchedOffNote() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const isNewEnough = major > 22 || (major === 22 && minor >= 18)
  return isNewEnough ? ' with its type stripping switched off' : ''
}
