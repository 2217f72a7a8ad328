import { readOptions } from './options.ts'
import { StartupError } from './startup-error.ts'

/** Wrong options or surroundings, as opposed to a bug, which ends with Node's own exit code and a stack. */
const exitMisconfigured = 2

const result = readOptions(process.env)
if (result.ok) {
  // Loaded only now: a wrong option is reported without waiting for the framework.
  const { bootstrap } = await import('./bootstrap.ts')
  try {
    console.log(`listening on ${await bootstrap(result.options)}`)
  } catch (error) {
    if (!(error instanceof StartupError)) throw error
    console.error(error.message)
    process.exit(exitMisconfigured)
  }
} else {
  for (const problem of result.problems) console.error(problem)
  process.exitCode = exitMisconfigured
}
