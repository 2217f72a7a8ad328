/** Uniform numbers in [0, 1), the same sequence for the same seed. */
export type Random = () => number

/**
 * Makes a seeded source of uniform numbers: xoshiro128** (Blackman and Vigna, 2018), its state filled from the seed
 * by splitmix32. Not for secrets.
 */
export function seededRandom(seed: number): Random {
  let mixed = seed | 0
  const mix = (): number => {
    mixed = (mixed + 0x9e3779b9) | 0
    let z = mixed
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b)
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35)
    return (z ^ (z >>> 16)) | 0
  }
  const state = Int32Array.of(mix(), mix(), mix(), mix())
  return () => {
    const [a = 0, b = 0, c = 0, d = 0] = state
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9)
    const shifted = b << 9
    const c1 = c ^ a
    const d1 = d ^ b
    state[1] = b ^ c1
    state[0] = a ^ d1
    state[2] = c1 ^ shifted
    state[3] = rotate(d1, 11)
    return (result >>> 0) / 0x1_0000_0000
  }
}

function rotate(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits))
}
