/** How much time a run may take: a quick look, the default, or everything with full trials. */
export type Profile = 'smoke' | 'standard' | 'full'

/** All profiles, the shortest first. */
export const profiles: readonly Profile[] = ['smoke', 'standard', 'full']

/** The value of a parameter. */
export type ParameterValue = number | string | boolean

/** One default for all profiles, or one for each. */
export type Defaults<Value> = Value | Readonly<Record<Profile, Value>>

/** A number that a scenario can be given. */
export interface NumberParameter {
  readonly type: 'integer' | 'number'
  /** What the number counts or measures: `users`, `per second`, `ms`, `bytes`. */
  readonly unit: string
  readonly sentence: string
  readonly min: number
  readonly max: number
  readonly defaults: Defaults<number>
}

/** One of a few words that a scenario can be given. */
export interface ChoiceParameter {
  readonly type: 'choice'
  readonly sentence: string
  readonly choices: readonly string[]
  readonly defaults: Defaults<string>
}

/** A text with a form of its own that a scenario can be given. */
export interface TextParameter {
  readonly type: 'text'
  readonly sentence: string
  /** In a few words, with an example. */
  readonly form: string
  /** What a value must be that this one is not; `undefined` where it can be used. */
  readonly mustBe: (text: string) => string | undefined
  readonly defaults: Defaults<string>
}

/** What a scenario can be given with `--set name=value`. */
export type Parameter = NumberParameter | ChoiceParameter | TextParameter

/** The parameters of a scenario by name, in the order in which they are shown. */
export type Parameters = Readonly<Record<string, Parameter>>

/** The default of a parameter in a profile. */
export function defaultOf(parameter: Parameter, profile: Profile): ParameterValue {
  const { defaults } = parameter
  return typeof defaults === 'object' ? defaults[profile] : defaults
}
