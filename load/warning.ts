/** Something a reader must know about a figure: data that travels with it, never only a printed line. */
export interface Warning {
  /** Stable and kebab-case, such as `instances-share-a-core`. */
  readonly code: string
  /** One sentence: what is the case, with its figures. */
  readonly message: string
  /** One sentence: what the reader can do about it. */
  readonly advice: string
  /** The metric it concerns; absent where it concerns the whole trial. */
  readonly metric?: string
}
