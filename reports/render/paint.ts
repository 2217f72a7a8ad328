import { styleText } from 'node:util'

/** What colour and weight mean in our tables; each takes a text and gives it back, styled or not. */
export interface Paint {
  readonly title: (text: string) => string
  readonly heading: (text: string) => string
  readonly faint: (text: string) => string
  readonly good: (text: string) => string
  readonly bad: (text: string) => string
  readonly mark: (text: string) => string
}

const plain = (text: string) => text

const noPaint: Paint = { title: plain, heading: plain, faint: plain, good: plain, bad: plain, mark: plain }

function styled(format: Parameters<typeof styleText>[0]): (text: string) => string {
  // Whether to colour was decided by the caller: the text may be bound for another stream than stdout.
  return (text) => (text === '' ? '' : styleText(format, text, { validateStream: false }))
}

const colored: Paint = {
  title: styled(['bold', 'cyan']),
  heading: styled('bold'),
  faint: styled('dim'),
  good: styled('green'),
  bad: styled('red'),
  mark: styled('yellow'),
}

/** The styles to use, with or without colour. */
export function paintOf(color: boolean): Paint {
  return color ? colored : noPaint
}

/** Whether a stream should be coloured: a terminal that is not `dumb`, unless `NO_COLOR` is set and not empty (no-color.org). */
export function wantsColor(
  stream: { readonly isTTY?: boolean | undefined },
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  return stream.isTTY === true && !env['NO_COLOR'] && env['TERM'] !== 'dumb'
}
