import type { PairedBatch, PairedDesign } from '../../compare/paired-design.ts'
import { counted } from '../counted.ts'
import { formatNumber } from '../number-format.ts'

const reasons: Readonly<Record<PairedDesign['stoppedBecause'], string>> = {
  clear: 'It ended when the verdict was clear',
  looks: 'It ended when it had been judged as often as planned',
  budget: 'It ended with its budget',
  interrupted: 'It was interrupted',
}

/** How base and head were measured in pairs, for a reader who wonders why trials of one moment may be compared. */
export function pairedText({ batches, discardedPairs, stoppedBecause, maxMinutes }: PairedDesign): string {
  const discarded =
    discardedPairs === 0 ? '' : ` ${counted(discardedPairs, 'pair')} could not be used, because a trial was not valid.`
  return (
    `Measured in pairs: ${batches.map(batchText).join(', then ')}. The two trials of a pair ran at the same time on the same ` +
    `CPUs, their messages taking turns, so what the machine did befell both.${discarded} ` +
    `${reasons[stoppedBecause]} (at most ${formatNumber(maxMinutes, Number.isInteger(maxMinutes) ? 0 : 1)} min).`
  )
}

function batchText({ name, pairs, looks }: PairedBatch): string {
  const judged = looks.length === 0 ? 'never judged' : `judged after ${looks.join(', ')}`
  return `${name === 'confirmation' ? 'to confirm ' : ''}${counted(pairs, 'pair')} (${judged})`
}
