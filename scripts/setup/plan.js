/**
 * What setup found on this machine.
 *
 * @typedef {object} Facts
 * @property {string} platform as `process.platform` says it
 * @property {boolean} packagesAreInstalled whether `node_modules` is what the lock file says, the pinned Node included
 * @property {string | undefined} redis path of `redis-server` or `valkey-server`
 * @property {readonly string[]} packageManagers which of `apt-get`, `dnf`, `apk`, `brew` are there
 * @property {'root' | 'sudo' | 'none'} privileges `sudo` when it asks for no password
 */

/**
 * Something to do, or only to say.
 *
 * @typedef {object} Step
 * @property {string} say
 * @property {readonly (readonly string[])[]} commands run one after the other
 * @property {boolean} isRequired whether setup has failed when a command fails
 * @property {string} [otherwise] what to say when a command fails
 */

const withoutRedis = 'Until then, cluster benches use Node cluster IPC instead of Redis, and say so.'

/**
 * Decides what setup does: nothing that has been done already, and nothing that needs a password.
 *
 * @param {Facts} facts
 * @returns {readonly Step[]}
 */
export function planSetup(facts) {
  return [packagesStep(facts), redisStep(facts)]
}

/** @param {Facts} facts @returns {Step} */
function packagesStep({ packagesAreInstalled }) {
  if (packagesAreInstalled) return { say: 'Packages: as locked, nothing to do.', commands: [], isRequired: true }
  return {
    say: 'Packages: installing what package-lock.json names (npm ci) ...',
    commands: [['npm', 'ci', '--loglevel=error', '--no-audit', '--no-fund']],
    isRequired: true,
    otherwise: 'Packages: npm ci failed; its messages are above.',
  }
}

/** @param {Facts} facts @returns {Step} */
function redisStep(facts) {
  if (facts.redis !== undefined) return notice(`Redis: ${facts.redis} is there, nothing to do.`)
  const { platform, packageManagers, privileges } = facts
  if (platform === 'linux' && packageManagers.includes('apt-get') && privileges !== 'none') {
    return aptStep(privileges === 'sudo' ? ['sudo', '-n'] : [])
  }
  return notice(`Redis: not found. ${howToInstall(facts)} ${withoutRedis}`)
}

/** @param {readonly string[]} sudo @returns {Step} */
function aptStep(sudo) {
  const apt = [...sudo, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq', '-o', 'Acquire::http::Timeout=20']
  return {
    say: 'Redis: installing redis-server (apt-get) ...',
    commands: [
      [...apt, 'update'],
      [...apt, 'install', '-y', '--no-install-recommends', 'redis-server'],
    ],
    isRequired: false,
    otherwise: `Redis: apt-get failed; install redis-server or valkey-server yourself, or set REDIS_URL. ${withoutRedis}`,
  }
}

/** @param {Facts} facts */
function howToInstall({ platform, packageManagers }) {
  const url = 'or set REDIS_URL to one that runs.'
  if (platform === 'win32') return `Run gatecrash in WSL, where setup installs it, ${url}`
  const commands = new Map([
    ['apt-get', 'sudo apt-get install redis-server'],
    ['dnf', 'sudo dnf install valkey'],
    ['apk', 'sudo apk add redis'],
    ['brew', 'brew install redis'],
  ])
  const manager = packageManagers.find((name) => commands.has(name))
  if (manager === undefined) return `Install redis-server or valkey-server with your system's package manager, ${url}`
  return `Install it with "${commands.get(manager)}", ${url}`
}

/** @param {string} say @returns {Step} */
function notice(say) {
  return { say, commands: [], isRequired: false }
}
