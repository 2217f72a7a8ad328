/** What came of reading the command line of a program: it can run, there is something to show, or what is wrong, a line each. */
export type Parsed<Options> =
  | { readonly kind: 'run'; readonly options: Options }
  | { readonly kind: 'show'; readonly text: string }
  | { readonly kind: 'wrong'; readonly problems: readonly string[] }
