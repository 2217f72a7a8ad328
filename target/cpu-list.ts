/** Parses a list of CPUs as Linux writes it, such as `0-2,5`; throws a `RangeError` on anything else. */
export function parseCpuList(text: string): readonly number[] {
  const cpus: number[] = []
  for (const part of text.trim().split(',')) {
    const match = /^(\d+)(?:-(\d+))?$/.exec(part)
    if (match === null) throw new RangeError(`"${text}" is no list of CPUs such as 0-2,5`)
    const first = Number(match[1])
    const last = Number(match[2] ?? match[1])
    for (let cpu = first; cpu <= last; cpu++) cpus.push(cpu)
  }
  return cpus
}

/** Writes CPUs as `taskset` takes them: `0,1,5`. */
export function formatCpuList(cpus: readonly number[]): string {
  return cpus.join(',')
}
