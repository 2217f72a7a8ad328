import { nearestName } from '../../reports/nearest-name.ts'

/** The name, if it is one of those; otherwise nothing, and one more problem that says which name is near or what there is. */
export function knownName<Name extends string>(
  what: string,
  name: string,
  names: readonly Name[],
  problems: string[],
): Name[] {
  const found = names.find((candidate) => candidate === name)
  if (found !== undefined) return [found]
  const nearest = nearestName(name, names)
  const hint = nearest === undefined ? `there are ${names.join(', ')}.` : `did you mean "${nearest}"?`
  problems.push(`${what} ${name}: there is none of that name; ${hint}`)
  return []
}
