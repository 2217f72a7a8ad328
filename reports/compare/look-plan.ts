/** The error probability that all looks of a batch may use together: a confidence of 95 %. */
const alpha = 0.05

/**
 * After how many pairs a batch is judged. Fixed beforehand, because looking whenever the figures please finds changes
 * that are not there; each is about one and a half times the one before, so that waiting for the next one never costs
 * more than half of what has been measured.
 */
export const looks: readonly number[] = [10, 15, 22, 33, 50, 75, 112, 168]

/**
 * The error probability that one look may use. Bonferroni's inequality: the looks together err no more often than the
 * sum of their own errors, however they depend on each other. It asks for slightly more pairs than boundaries that
 * use the correlation between looks (C. Jennison and B. W. Turnbull, Group Sequential Methods, 1999, chapter 2), and
 * needs none of their assumptions.
 */
export const alphaPerLook = alpha / looks.length

/** With fewer pairs than this, no interval of that confidence exists: 2 / 2^n is the least p of a signed-rank test. */
export const fewestPairs = Math.ceil(1 - Math.log2(alphaPerLook))
