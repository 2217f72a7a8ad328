/**
 * Makes a fresh checkout ready: installs the locked packages, the pinned Node among them, Redis, Chromium, nginx and
 * python-socketio where they are missing, and builds the Artillery engine and the package.
 *
 * Plain JavaScript without dependencies, for any Node from 20: it runs before there is anything else. Safe to run twice.
 */
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { gatherFacts, pinnedNodeProblem } from './setup/facts.js'
import { planSetup } from './setup/plan.js'

const timeoutMs = 300_000
const root = dirname(dirname(fileURLToPath(import.meta.url)))

process.exitCode = setUp()

/** @returns {number} */
function setUp() {
  for (const step of planSetup(gatherFacts(root))) {
    console.log(step.say)
    if (step.commands.every(run)) continue
    console.log(step.otherwise)
    if (step.isRequired) return 1
  }
  const problem = pinnedNodeProblem(root)
  if (problem !== undefined) {
    console.log(`Node: the pinned one in node_modules is not usable: ${problem}.`)
    console.log('Node: its install script may have been kept from running; try "npm ci --ignore-scripts=false".')
    return 1
  }
  console.log('Node: the pinned one in node_modules runs; "npm run" uses it.')
  if (!run(['npm', 'run', '--silent', 'build:engine'])) {
    console.log('Artillery engine: it could not be built; the messages are above.')
    return 1
  }
  console.log('Artillery engine: built.')
  if (!run(['npm', 'run', '--silent', 'build'])) {
    console.log('Package: it could not be built; the messages are above.')
    return 1
  }
  console.log('Package: built, so that configurations here can import gatecrash.')
  console.log('Ready. Try: npm run bench -- --profile smoke')
  return 0
}

/** @param {readonly string[]} command @returns {boolean} whether it succeeded */
function run([program = '', ...args]) {
  const { status } = spawnSync(program, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    timeout: timeoutMs,
    shell: process.platform === 'win32',
    env: {
      ...process.env,
      PATH: withoutOwnPrograms(process.env['PATH'] ?? ''),
      // Artillery brings a package whose install script downloads a browser; npm 11 is told so in package.json.
      PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1',
    },
  })
  return status === 0
}

/** `npm ci` deletes `node_modules`: neither it nor its install scripts may run on the Node in there. @param {string} path */
function withoutOwnPrograms(path) {
  const separator = process.platform === 'win32' ? ';' : ':'
  const own = join(root, 'node_modules', '.bin')
  return path
    .split(separator)
    .filter((directory) => directory !== own)
    .join(separator)
}
