/**
 * Adjusts p-values for having tested several hypotheses, so that the probability of any false rejection stays at the
 * limit that they are compared with, however the tests depend on each other (S. Holm, A simple sequentially rejective
 * multiple test procedure, Scandinavian Journal of Statistics 6, 1979; R: `p.adjust(ps, "holm")`). In the order given.
 */
export function holm(ps: readonly number[]): number[] {
  const adjusted = new Array<number>(ps.length)
  const order = ps.map((p, at) => ({ p, at })).sort((a, b) => a.p - b.p)
  let most = 0
  order.forEach(({ p, at }, smaller) => {
    most = Math.max(most, Math.min(1, p * (ps.length - smaller)))
    adjusted[at] = most
  })
  return adjusted
}
