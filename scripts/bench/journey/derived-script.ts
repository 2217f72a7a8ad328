import { readFile, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { parse, stringify } from 'yaml'
import { journeyEngines, type JourneyEngine } from '../../../scenarios/journeys/journey-script.ts'

interface Script {
  readonly config: {
    readonly engines?: Readonly<Record<string, unknown>>
    readonly processor?: string
    readonly [key: string]: unknown
  }
  readonly scenarios: readonly Readonly<Record<string, unknown>>[]
  readonly [key: string]: unknown
}

/**
 * Writes a script into a folder, under its own name, for another engine: options and steps are those of the script, and a
 * processor that is named relative to it is still found. Returns the path.
 */
export async function deriveScript(path: string, engine: JourneyEngine, folder: string): Promise<string> {
  const derived = forEngine(parse(await readFile(path, 'utf8')) as Script, engine, dirname(path))
  const written = join(folder, basename(path))
  await writeFile(written, stringify(derived))
  return written
}

/** A script for another engine; `folder` is where it lies. */
export function forEngine(script: Script, engine: JourneyEngine, folder: string): Script {
  const { engines = {}, processor, ...config } = script.config
  const renamed: Record<string, unknown> = {}
  for (const [name, options] of Object.entries(engines)) renamed[String(engineFor(name, engine))] = options
  const found = processor === undefined ? {} : { processor: resolve(folder, processor) }
  return {
    ...script,
    config: { ...config, engines: renamed, ...found },
    scenarios: script.scenarios.map((scenario) => ({ ...scenario, engine: engineFor(scenario['engine'], engine) })),
  }
}

/** Engines beside those of journeys, such as `http`, keep their names. */
function engineFor(name: unknown, engine: JourneyEngine): unknown {
  return (journeyEngines as readonly unknown[]).includes(name) ? engine : name
}
