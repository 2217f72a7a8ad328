import { expect, test } from 'vitest'
import { maskedCommand } from '../../../scripts/bench/masked-command.ts'

test.each([
  [
    ['fan-out', '--auth', '{"token":"x"}', '--url', 'http://127.0.0.1:3000'],
    ['fan-out', '--auth', '***', '--url', 'http://127.0.0.1:3000'],
  ],
  [['--auth={"token":"x"}'], ['--auth=***']],
  [
    ['--header', 'Authorization: Bearer x', '--header=x-key: y'],
    ['--header', 'Authorization: ***', '--header=x-key: ***'],
  ],
  [
    ['--set', 'rate=5'],
    ['--set', 'rate=5'],
  ],
])('a report keeps no secret of the command line %j', (args, kept) => {
  expect(maskedCommand(args)).toEqual(kept)
})
