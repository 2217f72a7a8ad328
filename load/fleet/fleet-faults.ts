import type { Warning } from '../warning.ts'
import type { Merged } from './merge.ts'

/** Why the figures of a merged fleet must not be used: parts of it are missing. Empty: it is whole. `workers`: how many there must be. */
export function fleetFaults(merged: Merged, workers?: number): Warning[] {
  const { incomplete, ledger } = merged
  const strangers = Object.entries(ledger.strangers)
  const faults: Warning[] = []
  if (incomplete.length > 0) {
    faults.push({
      code: 'worker-log-incomplete',
      message: `${counted(incomplete.length, 'worker')} did not come to the end: ${incomplete.join(', ')}.`,
      advice: 'Find out why (memory, a signal, a time limit), and run the journey again.',
    })
  }
  if (strangers.length > 0) {
    const names = strangers.map(
      ([worker, deliveries]) => `${worker} (${counted(deliveries, 'delivery', 'deliveries')})`,
    )
    faults.push({
      code: 'worker-log-missing',
      message: `Messages came from ${counted(strangers.length, 'worker')} without a log: ${names.join(', ')}.`,
      advice: 'Add the logs, or find out why they were not written; users of an earlier run may still be sending.',
    })
  }
  if (workers !== undefined && merged.workers.length !== workers) {
    faults.push({
      code: 'worker-count',
      message: `There are logs of ${counted(merged.workers.length, 'worker')}, and ${workers} ran.`,
      advice: 'Add the missing logs, or find out which worker was lost.',
    })
  }
  return faults
}

/** What a reader must know about the figures of a fleet. */
export function fleetWarnings({ ledger, failures, counters, clockMarginMs, hosts }: Merged): Warning[] {
  const warnings: Warning[] = Object.entries(failures).map(([key, count]) => ({
    code: 'failures',
    message: `${count} x ${key}.`,
    advice: 'Failed operations are not in the response times; look at the gateway before you use those.',
  }))
  for (const { room, worker, sender, sequence, owed, delivered } of ledger.examples) {
    warnings.push({
      code: 'message-lost',
      message: `Message ${sequence} of sender ${sender} of worker ${worker} reached ${delivered} of ${owed} members of "${room}".`,
      advice: 'Look for disconnects and for the limits of the adapter at that time.',
      metric: 'delivery.lost',
    })
  }
  const unwatched = counters['deliveries.unwatched'] ?? 0
  if (unwatched > 0) {
    warnings.push({
      code: 'order-unwatched',
      message: `The order of ${unwatched} deliveries was not watched: too many pairs of sender and receiver.`,
      advice: 'Spread the users over more workers.',
      metric: 'delivery.reordered',
    })
  }
  if (hosts > 1) {
    warnings.push({
      code: 'several-clocks',
      message: `${hosts} hosts took part: members count as in a room from ${clockMarginMs} ms after their join on.`,
      advice:
        'Times of deliveries are told by senders that received their own messages, so no two clocks are compared.',
    })
  }
  return warnings
}

function counted(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`
}
