/**
 * What setup found on this machine.
 *
 * @typedef {object} Facts
 * @property {string} platform as `process.platform` says it
 * @property {boolean} packagesAreInstalled whether `node_modules` is what the lock file says, the pinned Node included
 * @property {string | undefined} redis path of `redis-server` or `valkey-server`
 * @property {string | undefined} chromium path of a Chromium or Chrome
 * @property {string | undefined} nginx path of `nginx`
 * @property {string | undefined} pythonServer path of a Python that has `socketio` and `aiohttp`
 * @property {string | undefined} shells paths of zsh and fish, where both are there
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

/**
 * A program that the system's package manager brings.
 *
 * @typedef {object} Program
 * @property {string} name
 * @property {string | undefined} path where it is, if it is there
 * @property {readonly string[]} packages what apt-get installs
 * @property {string} [afterwards] what a shell does once apt-get has installed it
 * @property {ReadonlyMap<string, string>} commands how to install it by hand, by package manager
 * @property {string} byHand what to install where no package manager is known
 * @property {string} alternative what else would do, beginning with "or"; empty where nothing would
 * @property {string} without what is missing until then
 */

/** @param {Facts} facts @returns {readonly Program[]} */
function programs({ redis, chromium, nginx, pythonServer, shells }) {
  return [
    {
      name: 'Redis',
      path: redis,
      packages: ['redis-server'],
      commands: new Map([
        ['apt-get', 'sudo apt-get install redis-server'],
        ['dnf', 'sudo dnf install valkey'],
        ['apk', 'sudo apk add redis'],
        ['brew', 'brew install redis'],
      ]),
      byHand: 'redis-server or valkey-server',
      alternative: ', or set REDIS_URL to one that runs',
      without: 'Until then, cluster benches use Node cluster IPC instead of Redis, and say so.',
    },
    {
      name: 'Chromium',
      path: chromium,
      // Without a font, pages have no text.
      packages: ['chromium', 'fonts-liberation'],
      commands: new Map([
        ['apt-get', 'sudo apt-get install chromium fonts-liberation'],
        ['dnf', 'sudo dnf install chromium'],
        ['apk', 'sudo apk add chromium font-liberation'],
      ]),
      byHand: 'Chromium or Chrome, as chromium or google-chrome on the PATH',
      alternative: '',
      without: 'Until then, the tests of HTML pages fail; benches do not need it.',
    },
    {
      name: 'nginx',
      path: nginx,
      packages: ['nginx'],
      // Debian's package starts a server on port 80; the example starts one of its own, on a port that is free.
      afterwards:
        'if [ -d /run/systemd/system ]; then systemctl disable --now nginx; else service nginx stop || true; fi',
      commands: new Map([
        ['apt-get', 'sudo apt-get install nginx'],
        ['dnf', 'sudo dnf install nginx'],
        ['apk', 'sudo apk add nginx'],
        ['brew', 'brew install nginx'],
      ]),
      byHand: 'nginx, on the PATH or in /usr/sbin',
      alternative: '',
      without: 'Until then, the tests of the example behind a proxy fail; benches do not need it.',
    },
    {
      name: 'python-socketio',
      path: pythonServer,
      packages: ['python3-socketio', 'python3-aiohttp'],
      commands: new Map([
        ['apt-get', 'sudo apt-get install python3-socketio python3-aiohttp'],
        ['dnf', 'sudo dnf install python3-socketio python3-aiohttp'],
        ['brew', 'python3 -m pip install python-socketio aiohttp'],
      ]),
      byHand: 'python-socketio and aiohttp for /usr/bin/python3 or the python3 on the PATH',
      alternative: '',
      without: 'Until then, the tests of the example in Python fail; benches do not need it.',
    },
    {
      name: 'zsh and fish',
      path: shells,
      packages: ['zsh', 'fish'],
      commands: new Map([
        ['apt-get', 'sudo apt-get install zsh fish'],
        ['dnf', 'sudo dnf install zsh fish'],
        ['apk', 'sudo apk add zsh fish'],
        ['brew', 'brew install zsh fish'],
      ]),
      byHand: 'zsh and fish, on the PATH',
      alternative: '',
      without: 'Until then, the tests of shell completion fail; benches do not need them.',
    },
  ]
}

/**
 * Decides what setup does: nothing that has been done already, and nothing that needs a password.
 *
 * @param {Facts} facts
 * @returns {readonly Step[]}
 */
export function planSetup(facts) {
  return [packagesStep(facts), ...programs(facts).map((program) => programStep(program, facts))]
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

/** @param {Program} program @param {Facts} facts @returns {Step} */
function programStep(program, facts) {
  if (program.path !== undefined) return notice(`${program.name}: ${program.path} is there, nothing to do.`)
  const { platform, packageManagers, privileges } = facts
  if (platform === 'linux' && packageManagers.includes('apt-get') && privileges !== 'none') {
    return aptStep(program, privileges === 'sudo' ? ['sudo', '-n'] : [])
  }
  return notice(`${program.name}: not found. ${howToInstall(program, facts)} ${program.without}`)
}

/** @param {Program} program @param {readonly string[]} sudo @returns {Step} */
function aptStep({ name, packages, afterwards, byHand, alternative, without }, sudo) {
  const apt = [...sudo, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq', '-o', 'Acquire::http::Timeout=20']
  return {
    say: `${name}: installing ${packages.join(' and ')} (apt-get) ...`,
    commands: [
      [...apt, 'update'],
      [...apt, 'install', '-y', '--no-install-recommends', ...packages],
      ...(afterwards === undefined ? [] : [[...sudo, 'sh', '-c', afterwards]]),
    ],
    isRequired: false,
    otherwise: `${name}: apt-get failed; install ${byHand} yourself${alternative}. ${without}`,
  }
}

/** @param {Program} program @param {Facts} facts */
function howToInstall({ commands, byHand, alternative }, { platform, packageManagers }) {
  if (platform === 'win32') return `Run gatecrash in WSL, where setup installs it${alternative}.`
  const manager = packageManagers.find((name) => commands.has(name))
  if (manager === undefined) return `Install ${byHand} with your system's package manager${alternative}.`
  return `Install it with "${commands.get(manager)}"${alternative}.`
}

/** @param {string} say @returns {Step} */
function notice(say) {
  return { say, commands: [], isRequired: false }
}
