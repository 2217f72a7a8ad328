import { expect, test } from 'vitest'

import { planSetup } from '../../../scripts/setup/plan.js'

const ready = {
  platform: 'linux',
  packagesAreInstalled: true,
  redis: '/usr/bin/redis-server',
  chromium: '/usr/bin/chromium',
  nginx: '/usr/sbin/nginx',
  pythonServer: '/usr/bin/python3',
  shells: '/usr/bin/zsh and /usr/bin/fish',
  packageManagers: ['apt-get'],
  privileges: 'root' as const,
}

const commandsOf = (facts: Partial<Parameters<typeof planSetup>[0]>) =>
  planSetup({ ...ready, ...facts }).flatMap(({ commands }) => commands.map((command) => command.join(' ')))

const wordsOf = (facts: Partial<Parameters<typeof planSetup>[0]>) =>
  planSetup({ ...ready, ...facts })
    .map(({ say }) => say)
    .join('\n')

test('does nothing where everything is there', () => {
  expect(commandsOf({})).toEqual([])
})

test('installs the locked packages, and needs them', () => {
  const [step] = planSetup({ ...ready, packagesAreInstalled: false })
  expect(step?.commands[0]?.slice(0, 2)).toEqual(['npm', 'ci'])
  expect(step?.isRequired).toBe(true)
})

test('installs Redis with apt-get, without questions, after one update', () => {
  const commands = commandsOf({ redis: undefined })
  expect(commands).toHaveLength(2)
  expect(commands[0]).toMatch(/^env DEBIAN_FRONTEND=noninteractive apt-get .*update$/)
  expect(commands[1]).toMatch(/^env DEBIAN_FRONTEND=noninteractive apt-get .*install -y .*redis-server$/)
})

test('uses sudo only where that asks for no password', () => {
  expect(commandsOf({ redis: undefined, privileges: 'sudo' })[0]).toMatch(/^sudo -n env /)
  expect(commandsOf({ redis: undefined, privileges: 'none' })).toEqual([])
})

test('goes on where Redis cannot be installed', () => {
  const steps = planSetup({ ...ready, redis: undefined })
  const step = steps.find(({ say }) => say.startsWith('Redis'))
  expect(step).toMatchObject({ isRequired: false })
  expect(step?.otherwise).toContain('IPC')
})

test('installs Chromium with a font where it is missing, and goes on without', () => {
  const [, , step] = planSetup({ ...ready, chromium: undefined })
  expect(step?.commands.at(-1)?.join(' ')).toMatch(/install -y .*chromium fonts-liberation$/)
  expect(step).toMatchObject({ isRequired: false })
  expect(step?.otherwise).toContain('the tests of HTML pages fail')
})

test('installs nginx, and leaves none running that nobody asked for', () => {
  const commands = commandsOf({ nginx: undefined, privileges: 'sudo' })
  expect(commands.at(-2)).toMatch(/install -y .*nginx$/)
  expect(commands.at(-1)).toMatch(/^sudo -n sh -c .*systemctl disable --now nginx/)
})

test('installs what a Socket.IO server in Python needs', () => {
  expect(commandsOf({ pythonServer: undefined }).at(-1)).toMatch(/install -y .*python3-socketio python3-aiohttp$/)
})

test('installs the shells whose completion is tested', () => {
  expect(commandsOf({ shells: undefined }).at(-1)).toMatch(/install -y .*zsh fish$/)
})

test.each([
  { missing: { nginx: undefined }, says: 'nginx: not found. Install it with "sudo dnf install nginx".' },
  {
    missing: { pythonServer: undefined },
    says: 'python-socketio: not found. Install it with "sudo dnf install python3-socketio python3-aiohttp".',
  },
])('says how to install without privileges: $says', ({ missing, says }) => {
  const facts = { ...missing, packageManagers: ['dnf'], privileges: 'none' as const }
  expect(wordsOf(facts)).toContain(says)
  expect(commandsOf(facts)).toEqual([])
})

test('says how to install Chromium without privileges', () => {
  const facts = { chromium: undefined, packageManagers: ['dnf'], privileges: 'none' as const }
  expect(wordsOf(facts)).toContain('Chromium: not found. Install it with "sudo dnf install chromium".')
  expect(commandsOf(facts)).toEqual([])
})

test.each([
  { platform: 'linux', packageManagers: ['apt-get'], says: 'sudo apt-get install redis-server' },
  { platform: 'linux', packageManagers: ['dnf'], says: 'sudo dnf install valkey' },
  { platform: 'linux', packageManagers: ['apk'], says: 'sudo apk add redis' },
  { platform: 'darwin', packageManagers: ['brew'], says: 'brew install redis' },
  { platform: 'darwin', packageManagers: [], says: 'package manager' },
  { platform: 'win32', packageManagers: [], says: 'WSL' },
])('says how to install Redis: $says', ({ says, ...system }) => {
  const facts = { ...system, redis: undefined, privileges: 'none' as const }
  expect(wordsOf(facts)).toContain(says)
  expect(wordsOf(facts)).toContain('REDIS_URL')
  expect(commandsOf(facts)).toEqual([])
})
