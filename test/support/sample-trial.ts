import type {
  CompletedTrial,
  FailedTrial,
  InterruptedTrial,
  InvalidTrial,
  LedgerCounts,
  Measurement,
} from '../../load/trial-result.ts'

/** A ledger that balances; what is not given is nothing but deliveries. */
export function sampleLedger(counts: Partial<LedgerCounts> = {}): LedgerCounts {
  const { sent = 1200, dropped = 0, delivered = 600_000, lost = 0 } = counts
  const owed = { due: sent + dropped, sent, dropped, expected: delivered + lost, delivered, lost }
  return { duplicated: 0, reordered: 0, unexpected: 0, ...counts, ...owed }
}

/** What one trial measured; `fields` replace what is given here. */
export function sampleMeasurement(fields: Partial<Measurement> = {}): Measurement {
  return {
    startedAt: '2026-11-20T12:31:07.000Z',
    windowMs: 30_000,
    metrics: { 'delivery.p50': 3.12, 'delivery.p99': 13.2 },
    histograms: {},
    ledger: sampleLedger(),
    failures: {},
    series: { delivered: { unit: 'per second', at: [1000, 2000], values: [20_000, null] } },
    warnings: [],
    ...fields,
  }
}

/** A trial whose figures count. */
export function completedTrial(fields: Partial<Measurement> = {}): CompletedTrial {
  return { status: 'completed', ...sampleMeasurement(fields) }
}

/** A trial that the generator spoiled. */
export function invalidTrial(fields: Partial<Omit<InvalidTrial, 'status'>> = {}): InvalidTrial {
  return {
    status: 'invalid',
    ...sampleMeasurement(),
    reasons: [
      {
        code: 'generator-late',
        message: 'The generator sent late: send delay p99 was 18.4 ms, over 5 ms and over 5 % of the delivery p99.',
        advice: 'Lower the arrival rate, or give the generator more cores.',
        metric: 'sendDelay.p99',
      },
    ],
    ...fields,
  }
}

/** A trial that could not be carried through. */
export function failedTrial(fields: Partial<Omit<FailedTrial, 'status'>> = {}): FailedTrial {
  return {
    status: 'failed',
    startedAt: '2026-11-20T12:32:07.000Z',
    phase: 'connect',
    error: { code: 'target-died', message: 'instance 2 ended with exit code 134 after 812 of 1,000 connects' },
    warnings: [],
    partial: undefined,
    ...fields,
  }
}

/** A trial that was ended from the keyboard. */
export function interruptedTrial(fields: Partial<Omit<InterruptedTrial, 'status'>> = {}): InterruptedTrial {
  return {
    status: 'interrupted',
    startedAt: '2026-11-20T12:33:07.000Z',
    phase: 'measure',
    warnings: [],
    partial: undefined,
    ...fields,
  }
}
