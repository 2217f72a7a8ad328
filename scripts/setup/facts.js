import { spawnSync } from 'node:child_process'
import { accessSync, constants, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'

import { areAsLocked } from './locked-packages.js'

const chromiumNames = ['chromium', 'chromium-browser', 'google-chrome']
const pythonNames = ['/usr/bin/python3', 'python3']
const shellNames = ['zsh', 'fish']
const managers = ['apt-get', 'dnf', 'apk', 'brew']

/**
 * Looks at this machine; changes nothing.
 *
 * @param {string} root where `package-lock.json` is
 * @returns {import('./plan.js').Facts}
 */
export function gatherFacts(root) {
  return {
    platform: process.platform,
    packagesAreInstalled: hasLockedPackages(root) && pinnedNodeProblem(root) === undefined,
    redis: findProgram('redis-server') ?? findProgram('valkey-server'),
    chromium: findChromium(),
    nginx: findNginx(),
    pythonServer: findPythonServer(),
    shells: findShells(),
    packageManagers: managers.filter((name) => findProgram(name) !== undefined),
    privileges: findPrivileges(),
  }
}

/**
 * What is wrong with the pinned Node or with what compiles TypeScript for it; `undefined` when both run.
 *
 * @param {string} root
 */
export function pinnedNodeProblem(root) {
  const wanted = readJson(join(root, 'package-lock.json'))?.packages?.['node_modules/node']?.version
  const program = join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node')
  // The loader is imported as well: it needs a binary that an install script puts in place.
  const args = ['--import', 'tsx', '--print', 'process.versions.node']
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  if (error !== undefined) return `it cannot be started: ${error.message}`
  if (status !== 0) return `it failed: ${stderr.trim().split('\n').at(-1)}`
  return stdout.trim() === wanted ? undefined : `it is ${stdout.trim()}, not ${wanted}`
}

/** @param {string} root */
function hasLockedPackages(root) {
  const locked = readJson(join(root, 'package-lock.json'))
  const installed = readJson(join(root, 'node_modules', '.package-lock.json'))
  return locked !== undefined && installed !== undefined && areAsLocked(locked, installed)
}

/** @param {string} file @returns {import('./locked-packages.js').LockFile | undefined} */
function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/** Path of the Chromium or Chrome that page tests use; `undefined` where none is on the PATH. */
export function findChromium() {
  return chromiumNames.map(findProgram).find((path) => path !== undefined)
}

/** Path of nginx, which is not on the PATH of an ordinary user of Debian; `undefined` where there is none. */
export function findNginx() {
  return findProgram('nginx') ?? ['/usr/sbin/nginx'].find(isExecutable)
}

/** Paths of the shells besides bash whose completion is tested; `undefined` unless all are on the PATH. */
export function findShells() {
  const paths = shellNames.map(findProgram)
  return paths.includes(undefined) ? undefined : paths.join(' and ')
}

/** Path of a Python that can serve Socket.IO: it has `socketio` and `aiohttp`; `undefined` where there is none. */
export function findPythonServer() {
  return pythonNames
    .map((name) => (name.startsWith('/') ? [name].find(isExecutable) : findProgram(name)))
    .find(
      (path) =>
        path !== undefined && spawnSync(path, ['-c', 'import socketio, aiohttp'], { stdio: 'ignore' }).status === 0,
    )
}

/** @param {string} name */
function findProgram(name) {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((directory) => directory !== '')
    .map((directory) => join(directory, name))
    .find(isExecutable)
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** @returns {'root' | 'sudo' | 'none'} */
function findPrivileges() {
  if (process.getuid?.() === 0) return 'root'
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? 'sudo' : 'none'
}
