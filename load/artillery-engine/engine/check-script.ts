import type { ArtilleryScript, ScenarioSpec, StepSpec } from './artillery.ts'
import { verbOf } from './flow.ts'
import { checkOptions, checkTls } from './options-check.ts'
import { ScriptCheck, shown } from './script-check.ts'
import { verbs } from './verbs/index.ts'

const nested = ['loop', 'parallel']
/** A step may be given a name, for its reader. */
const always = ['name']

/** Everything that is wrong with a script as far as this engine runs it, one line each. */
export function scriptProblems(script: ArtilleryScript): readonly string[] {
  const { config } = script
  const check = new ScriptCheck(config.processor)
  checkTarget(config.target, check)
  checkOptions(config.socketio, 'config.socketio', check)
  checkOptions(config.engines?.['gatecrash'], 'config.engines.gatecrash', check)
  checkTls(config.tls, check)
  for (const [index, scenario] of (script.scenarios ?? []).entries()) {
    const where = scenario.name === undefined ? `scenarios[${index}]` : `scenario "${scenario.name}"`
    checkScenario(scenario, config.engine, where, check)
  }
  if (script.before !== undefined) checkScenario(script.before, config.engine, 'before', check)
  if (script.after !== undefined) checkScenario(script.after, config.engine, 'after', check)
  return check.problems
}

function checkScenario(scenario: ScenarioSpec, fallback: string | undefined, where: string, check: ScriptCheck): void {
  if ((scenario.engine ?? fallback) !== 'gatecrash') return
  checkOptions(scenario['socketio'], `${where}, socketio`, check)
  checkOptions(scenario['gatecrash'], `${where}, gatecrash`, check)
  for (const key of ['beforeScenario', 'afterScenario']) check.functions(scenario[key], `${where}, ${key}`)
  checkFlow(scenario.flow, `${where}, flow`, check)
}

function checkFlow(flow: unknown, where: string, check: ScriptCheck): void {
  if (!Array.isArray(flow)) return check.say(where, `must be a list of steps; got ${shown(flow)}`)
  for (const [index, step] of (flow.flat() as unknown[]).entries()) checkStep(step, `${where}[${index}]`, check)
}

function checkStep(step: unknown, where: string, check: ScriptCheck): void {
  if (typeof step !== 'object' || step === null || Array.isArray(step)) {
    return check.say(
      where,
      `must be an object that begins with one of ${Object.keys(verbs).join(', ')}; got ${shown(step)}`,
    )
  }
  const spec = step as StepSpec
  const name = verbOf(spec)
  const verb = verbs[name ?? '']
  if (name === undefined || verb === undefined) {
    const [first = ''] = Object.keys(spec)
    return check.name(where, 'verb', first, Object.keys(verbs))
  }
  const known = [name, ...verb.beside, ...always]
  for (const key of Object.keys(spec)) {
    if (known.includes(key)) continue
    // Two verbs in one step: nobody could say which comes first.
    if (key in verbs) check.say(where, `"${key}" beside "${name}"; make two steps of them`)
    else check.name(where, `key beside "${name}"`, key, known)
  }
  verb.check(spec, where, check)
  if (nested.includes(name) && Array.isArray(spec[name])) checkFlow(spec[name], `${where}.${name}`, check)
}

function checkTarget(target: unknown, check: ScriptCheck): void {
  if (typeof target === 'string' && /^https?:$/.test(protocolOf(target))) return
  check.say('config.target', `must be the gateway's url, http:// or https://; got ${shown(target)}`)
}

function protocolOf(url: string): string {
  return URL.canParse(url) ? new URL(url).protocol : ''
}
