import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Subject } from '../../../reports/report.ts'
import { referenceGateway } from '../../../target/reference-gateway.ts'
import type { StartedGateway } from '../../bench/target-of.ts'
import type { SideName } from '../side.ts'
import type { Checkouts } from './checkouts.ts'
import { provideDependencies } from './dependencies.ts'
import { isFolder } from './folder.ts'
import { askGit } from './git.ts'
import type { StartCommand } from './start-command.ts'
import { runStep, type Step } from './step.ts'
import { VersionError } from './version-error.ts'
import type { VersionSource } from './version-source.ts'

/** A version as it was asked for, found to be possible. */
export interface VersionPlan {
  readonly side: SideName
  readonly source: VersionSource
  readonly start: StartCommand
  /** Environment of this side alone. */
  readonly env: Readonly<Record<string, string>>
}

/** A version that can be started. */
export interface Version {
  /** Such as `base HEAD~1`. */
  readonly name: string
  readonly subject: Subject
  readonly gateway: StartedGateway
  /** The folder whose packages it runs on, with its closing slash. */
  readonly root: URL
}

/** What preparing takes. */
export interface Workshop {
  readonly checkouts: Checkouts
  /** The working directory. */
  readonly folder: string
  /** Run in a version that was checked out, after its packages are there. */
  readonly prepare: string | undefined
  /** Where installed packages are kept. */
  readonly cacheFolder: string
  readonly signal: AbortSignal
  /** Told in one line what is done. */
  readonly say: (line: string) => void
}

/** Prepares one version: checks a ref out, gives it its packages and builds it. Rejects with a {@link VersionError}. */
export async function prepareVersion(plan: VersionPlan, workshop: Workshop): Promise<Version> {
  const { side, source } = plan
  const name = `${side} ${source.label}`
  const { folder, subject } = await placeOf(plan, name, workshop)
  const gateway = await gatewayOf(plan, name, folder, workshop)
  return { name, subject, gateway, root: pathToFileURL(join(folder, '/')) }
}

interface Place {
  readonly folder: string
  readonly subject: Subject
}

async function placeOf({ side, source }: VersionPlan, name: string, workshop: Workshop): Promise<Place> {
  const { label } = source
  const { say } = workshop
  if (source.kind === 'ref') {
    const subject = { label, commit: source.commit }
    say(`${name}: commit ${await describe(source.repository.top, source.commit)}`)
    return { folder: await checkOut(side, source, name, workshop), subject }
  }
  if (source.kind === 'command') {
    say(`${name}: a command`)
    return { folder: workshop.folder, subject: { label } }
  }
  const { folder } = source
  const commit = await askGit(folder, 'rev-parse', '--verify', '--quiet', 'HEAD')
  const changes = await askGit(folder, 'status', '--porcelain', '--', '.')
  if (commit === undefined || changes === undefined) {
    say(`${name}: a folder`)
    return { folder, subject: { label } }
  }
  const isChanged = changes !== ''
  say(
    `${name}: the folder as it is${isChanged ? ', with changes since' : ', at'} commit ${await describe(folder, commit)}`,
  )
  return { folder, subject: isChanged ? { label } : { label, commit } }
}

async function describe(folder: string, commit: string): Promise<string> {
  return (await askGit(folder, 'show', '--no-patch', '--format=%h %s', commit)) ?? commit
}

async function checkOut(
  side: SideName,
  source: Extract<VersionSource, { kind: 'ref' }>,
  name: string,
  { checkouts, prepare, folder: workingFolder, cacheFolder, signal, say }: Workshop,
): Promise<string> {
  const { prefix, top: workingTop } = source.repository
  const temporary = await checkouts.temporary()
  const run = async (step: Pick<Step, 'name' | 'command' | 'folder'>): Promise<void> => {
    say(`${name}: ${step.name}`)
    await runStep({ ...step, what: name, signal, temporary })
  }
  try {
    const top = await checkouts.checkOut(side, source)
    const folder = join(top, prefix)
    if (!(await isFolder(folder))) throw new VersionError(`${name}: this version has no folder ${prefix}`)
    const packages = await provideDependencies({ folder, top, workingFolder, workingTop, cacheFolder, run })
    say(`${name}: ${packages}`)
    if (prepare !== undefined) await run({ name: prepare, command: ['/bin/sh', '-c', prepare], folder })
    return folder
  } catch (error) {
    if (error instanceof VersionError) throw error
    throw new VersionError(`${name}: ${error instanceof Error ? error.message : String(error)}`, [], { cause: error })
  }
}

async function gatewayOf(
  { side, source, start, env }: VersionPlan,
  name: string,
  folder: string,
  { checkouts }: Workshop,
): Promise<StartedGateway> {
  if (start.kind === 'command') return { command: start.words, cwd: folder, env }
  try {
    const reference = referenceGateway({}, folder)
    // A worktree has another path in each run: what was compiled there is not found again, and goes with it.
    const compiled = { NODE_COMPILE_CACHE: join(await checkouts.temporary(), `compiled-${side}`) }
    const own = source.kind === 'ref' ? compiled : {}
    return { command: reference.command, cwd: folder, env: { ...reference.env, ...own, ...env } }
  } catch (error) {
    throw new VersionError(`${name}: its packages are not installed in ${folder}: tsx is missing.`, [], {
      cause: error,
    })
  }
}
