import { describe, expect, test } from 'vitest'
import { parseCompareOptions } from '../../../scripts/compare/options.ts'

function optionsOf(...args: string[]) {
  const parsed = parseCompareOptions(args)
  if (parsed.kind !== 'run') throw new Error(JSON.stringify(parsed))
  return parsed.options
}

function problemsOf(...args: string[]): readonly string[] {
  const parsed = parseCompareOptions(args)
  return parsed.kind === 'wrong' ? parsed.problems : []
}

describe('the command line of compare', () => {
  test('has reports, and a default for all else', () => {
    expect(optionsOf('base.json', 'head.json')).toEqual({
      reports: ['base.json', 'head.json'],
      baseline: undefined,
      format: 'text',
      failOn: 'worse',
      compare: { gated: undefined, limits: new Map() },
      out: undefined,
      all: false,
    })
  })

  test('takes limits and gated metrics, repeated or with commas', () => {
    const { compare } = optionsOf(
      ...['a', 'b', '--limit', 'delivery.serverCpuMicros=5%', '--limit', 'connect.failed=2'],
      ...['--gate', 'delivery.p99,ack.p99', '--gate', 'connect.failed'],
    )
    expect(compare).toEqual({
      gated: ['delivery.p99', 'ack.p99', 'connect.failed'],
      limits: new Map([
        ['delivery.serverCpuMicros', { relative: 0.05 }],
        ['connect.failed', { absolute: 2 }],
      ]),
    })
  })

  test('needs one report beside a baseline', () => {
    expect(optionsOf('--baseline', 'main', 'head.json')).toMatchObject({ baseline: 'main', reports: ['head.json'] })
  })

  test('needs a single report for the figures of github-action-benchmark', () => {
    expect(optionsOf('head.json', '--format', 'benchmark-action').reports).toEqual(['head.json'])
  })

  test('writes a page to a file unless told otherwise', () => {
    expect(optionsOf('a', 'b', '--format', 'html').out).toBe('compare.html')
    expect(optionsOf('a', 'b', '--format', 'html', '--out', 'page.html').out).toBe('page.html')
  })

  test('is told all of its problems at once', () => {
    expect(
      problemsOf(
        ...['a', '--format', 'txt', '--fail-on', 'worst', '--limit', 'delivery.p9=5%', '--limit', 'ack.p99=5'],
        ...['--limit', 'ack.p99=6', '--gate', 'delivry.p99,event.loop', '--out', './a'],
      ),
    ).toEqual([
      '--format txt: there is none of that name; did you mean "text"?',
      '--fail-on worst: there is none of that name; did you mean "worse"?',
      '--limit: unknown metric "delivery.p9": did you mean "delivery.p90"?',
      '--limit: there are two limits for "ack.p99"; give one',
      '--gate: unknown metric "delivry.p99": did you mean "delivery.p99"?',
      expect.stringMatching(/^--gate: unknown metric "event\.loop"/),
      'there is one report, and nothing to compare it with; give two, such as base.json head.json, or --baseline main head.json.',
      '--out ./a: this is one of the reports; name another file.',
    ])
  })

  test.each([
    [[], /^no report was named; give two/],
    [['a', 'b', '--baseline', '../main'], /^--baseline \.\.\/main: a baseline is named with/],
    [['a', 'b', '--all', '--format', 'junit'], /^--all: junit has every metric anyway/],
    [['a', 'b', '--limit', 'delivery.p99'], /^--limit: limit "delivery\.p99" cannot be read/],
    [['a', 'b', '--frob'], /unknown option '--frob'/],
  ])('%j is refused', (args, problem) => {
    expect(problemsOf(...args)).toEqual([expect.stringMatching(problem)])
  })

  test('shows its flags, and which metrics decide', () => {
    const help = parseCompareOptions(['--help'])
    const text = help.kind === 'show' ? help.text : ''
    expect(text).toContain('--fail-on <verdict>')
    expect(text).toMatch(/^ {2}delivered\.ratio +any change$/m)
    expect(text).toMatch(/^ {2}delivery\.serverCpuMicros +3 %$/m)
  })
})
