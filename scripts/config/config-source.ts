/** A problem of a file, and its line where that is known. */
export interface FileProblem {
  readonly line: number | undefined
  readonly text: string
}

/** What a configuration holds, unchecked, and where it says so; or why it cannot be read. */
export type ConfigSource =
  | {
      readonly value: unknown
      /** The line of a key; `undefined` where that is not known. */
      readonly lineOf: (path: readonly PropertyKey[]) => number | undefined
      readonly problems?: never
    }
  | { readonly value?: never; readonly problems: readonly FileProblem[] }
