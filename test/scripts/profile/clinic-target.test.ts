import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { runTrial } from '../../../load/trial.ts'
import { clinicTarget } from '../../../scripts/profile/clinic-target.ts'
import { clinicToolNames, clinicTools } from '../../../scripts/profile/clinic-tool.ts'
import { ProcessMark } from '../../support/marked-processes.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { trialOptions, workloadOf } from '../../support/trial-options.ts'

const mark = new ProcessMark()
const program = fileURLToPath(new URL('../../support/fake-gateway.ts', import.meta.url))

test.each(clinicToolNames)(
  'a gateway that dies under %s fails the trial with its exit code and last words',
  { timeout: 120_000 },
  async (name) => {
    const target = clinicTarget({
      tool: clinicTools[name],
      instances: 1,
      adapter: 'memory',
      command: [process.execPath, program],
      env: { DIE_AFTER: '60' },
      placement: undefined,
      folder: await temporaryFolder(),
      signal: new AbortController().signal,
    })
    const result = await runTrial(trialOptions(target, workloadOf(3, 50, 10_000)))
    expect(result).toMatchObject({
      status: 'failed',
      error: {
        code: 'target-died',
        message: 'instance 1 ended with exit code 7 in mid-trial; its last line: out of order',
      },
    })
    expect(await mark.pids()).toEqual([])
  },
)
