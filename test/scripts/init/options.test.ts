import { expect, test } from 'vitest'

import { parseInitOptions } from '../../../scripts/init/options.ts'

function problemsOf(args: readonly string[]): readonly string[] {
  const parsed = parseInitOptions(args)
  return parsed.kind === 'wrong' ? parsed.problems : []
}

test.each([
  [['--url', 'localhost:3000'], 'give an http or https URL'],
  [['--url', 'http://127.0.0.1:3000/chat'], 'give the base URL http://127.0.0.1:3000'],
  [['--url', 'http://ada:pw@127.0.0.1'], 'leave the user out'],
  [['--url', 'http://127.0.0.1', '--insecure'], 'for an https:// URL'],
  [['--insecure', '--ca', import.meta.filename], 'give one'],
  [['--ca', 'no-such-file.pem'], 'cannot be read'],
  [['--path', 'socket.io'], 'begins with a slash'],
  [['--namespace', 'chat'], 'begins with a slash'],
  [['--header', 'x-key'], 'give "name: value"'],
  [['--header', 'x key: 1'], 'give "name: value"'],
  [['--dialect', 'tutorail'], 'reference, tutorial, get-started, echo'],
  [['--dialect', 'echo', '--send', '["say","{{text}}"]'], 'leave out --join, --joined and --send'],
  [['--send', 'say'], 'give a JSON list'],
  [['--send', '[]'], 'give a JSON list'],
  [['--send', '["disconnect","{{text}}"]'], "an event of Socket.IO's own"],
  [['--send', '["say"]'], '{{text}} must be in it'],
  [['--send', '["say","{{text}}"]', '--join', '["join"]'], '{{room}} must be in it'],
  [['--join', '["join","{{room}}"]'], '--join goes with --send'],
  [['--send', '["say","{{text}}"]', '--joined', 'ack'], '--joined goes with --join'],
  [['--send', '["say","{{text}}"]', '--no-relays'], '--no-relays goes with --acknowledges'],
  [['--auth', 'token'], 'give a JSON object'],
  [['--auth', '["token"]'], 'give a JSON object'],
  [['--auth', '{"token":"{{jwt}}"}'], 'give --jwt-secret-env JWT_SECRET'],
  [['--auth', '{"token":"x"}', '--jwt-secret-env', 'SECRET'], 'the token is never shown'],
  [['--jwt-secret-env', 's3cr3t!'], 'not the secret'],
  [['--login-url', '/login'], 'give an http or https URL'],
  [['--login-url', 'http://127.0.0.1/login', '--auth', '{"token":"x"}'], 'leave out --auth'],
  [['--format', 'toml'], 'ts, js, json, yml'],
  [['--ur', 'http://127.0.0.1'], 'Did you mean --url?'],
])('refuses %j in one line', (args, says) => {
  const [problem = '', ...others] = problemsOf(args)
  expect(problem).toContain(says)
  expect(problem).not.toContain('\n')
  expect(others).toEqual([])
})

test('finds every problem at once', () => {
  expect(problemsOf(['--url', 'here', '--path', 'ws', '--namespace', 'chat', '--auth', '{'])).toHaveLength(4)
})

test('repeats no value that may be a secret', () => {
  const problems = problemsOf(['--auth', '{"token":"hush"', '--header', 'x key: hush'])
  expect(problems).toHaveLength(2)
  expect(problems.join('\n')).not.toContain('hush')
})

test('adds the slash at the end of a path', () => {
  expect(parseInitOptions(['--path', '/ws'])).toMatchObject({ options: { paths: ['/ws/'] } })
})
