import type { CheckedResource, ModelCheck } from '../../reports/model/model-check.ts'

/** How far the predictions of a model may be off, as shares of what is measured. */
export const promised: Readonly<Partial<Record<CheckedResource, { readonly median: number; readonly worst: number }>>> =
  {
    gateway: { median: 0.1, worst: 0.2 },
    memory: { median: 0.15, worst: 0.15 },
  }

/** What of the promise a check did not find kept, in one line each; empty where it was. */
export function brokenPromises({ errors, leftOut }: ModelCheck): string[] {
  const broken = errors.flatMap(({ resource, median, worst }) => {
    const most = promised[resource]
    if (most === undefined) return []
    return [
      ...(median > most.median
        ? [`${resource}: the median error is ${percent(median)}, over ${percent(most.median)}.`]
        : []),
      ...(worst > most.worst
        ? [`${resource}: the worst error is ${percent(worst)}, over ${percent(most.worst)}.`]
        : []),
    ]
  })
  return [...broken, ...leftOut.map(({ workload, reason }) => `${workload}: not checked, ${reason}.`)]
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}
