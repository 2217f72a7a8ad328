import { defaultOf, type Parameters, type ParameterValue, type Profile } from './parameter.ts'

/** Values by parameter name, complete. */
export class ParameterValues {
  readonly #values: Readonly<Record<string, ParameterValue>>

  constructor(values: Readonly<Record<string, ParameterValue>>) {
    this.#values = values
  }

  /** The value of a number parameter. Throws for a name that the scenario has not declared as one: a bug. */
  number(name: string): number {
    const value = this.#values[name]
    if (typeof value !== 'number') throw new TypeError(`the scenario declares no number parameter "${name}"`)
    return value
  }

  /** The value of a choice parameter. Throws for a name that the scenario has not declared as one: a bug. */
  choice(name: string): string {
    const value = this.#values[name]
    if (typeof value !== 'string') throw new TypeError(`the scenario declares no choice parameter "${name}"`)
    return value
  }

  /** The value of a text parameter. Throws for a name that the scenario has not declared as one: a bug. */
  text(name: string): string {
    const value = this.#values[name]
    if (typeof value !== 'string') throw new TypeError(`the scenario declares no text parameter "${name}"`)
    return value
  }

  /** All values, for the report. */
  get all(): Readonly<Record<string, ParameterValue>> {
    return this.#values
  }
}

/** The defaults of a profile. */
export function defaultValues(parameters: Parameters, profile: Profile): Record<string, ParameterValue> {
  return Object.fromEntries(Object.entries(parameters).map(([name, one]) => [name, defaultOf(one, profile)]))
}
