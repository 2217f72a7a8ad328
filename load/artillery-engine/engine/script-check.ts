import { nearestName } from '../../../reports/nearest-name.ts'
import type { StepSpec } from './artillery.ts'

/** Which keys an object of the script may have, and which it must. */
export interface Shape {
  readonly known: readonly string[]
  readonly required?: readonly string[]
}

/** Collects everything that is wrong with a script, so that it can be told at once. */
export class ScriptCheck {
  readonly problems: string[] = []
  readonly #functions: ReadonlySet<string>

  /** `processor` is what the script's processor file exports. */
  constructor(processor: Readonly<Record<string, unknown>> = {}) {
    this.#functions = new Set(Object.keys(processor).filter((name) => typeof processor[name] === 'function'))
  }

  /** Adds one problem: where, what is wrong, what to do. */
  say(where: string, what: string): void {
    this.problems.push(`${where}: ${what}`)
  }

  /** Refuses a name that is not known, with the nearest one that is. */
  name(where: string, kind: string, name: string, known: Iterable<string>): void {
    const names = [...known]
    if (names.includes(name)) return
    const nearest = nearestName(name, names)
    const hint = nearest === undefined ? `there are ${names.join(', ') || 'none'}` : `did you mean "${nearest}"?`
    this.say(where, `unknown ${kind} "${name}"; ${hint}`)
  }

  /** The value, if it is an object of that shape as far as names go. */
  object(value: unknown, where: string, shape: Shape): StepSpec | undefined {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.say(where, `must be an object with ${shape.known.join(', ')}`)
      return undefined
    }
    for (const key of Object.keys(value)) this.name(where, 'key', key, shape.known)
    for (const key of shape.required ?? []) if (!(key in value)) this.say(where, `"${key}" is missing`)
    return value as StepSpec
  }

  /** Refuses everything but a number above zero, or text with a variable in it. */
  positive(value: unknown, where: string, unit: string): void {
    if (value === undefined || isTemplate(value)) return
    if (!(typeof value === 'number' && value > 0)) this.say(where, `must be ${unit}, above 0; got ${shown(value)}`)
  }

  /** Refuses everything but text. */
  text(value: unknown, where: string): void {
    if (typeof value !== 'string' || value === '') this.say(where, `must be a text; got ${shown(value)}`)
  }

  /** Refuses names of functions that the processor does not have. */
  functions(value: unknown, where: string): void {
    if (value === undefined) return
    for (const name of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (typeof name !== 'string')
        this.say(where, `must be the name of a function of the processor; got ${shown(name)}`)
      else if (!isTemplate(name)) this.name(where, 'function', name, this.#functions)
    }
  }

  /** Whether the processor has a function of that name. */
  hasFunction(name: string): boolean {
    return this.#functions.has(name)
  }
}

/** Whether a value is only known once a user's variables are filled in. */
export function isTemplate(value: unknown): boolean {
  return typeof value === 'string' && value.includes('{{')
}

/** A value of the script for a message. */
export function shown(value: unknown): string {
  return JSON.stringify(value) ?? String(value)
}
