/** Set for every gateway by whoever starts it. */
const reserved = ['PORT', 'ADAPTER', 'JWT_SECRET', 'GATECRASH_AGENT']

/**
 * Reads `NAME=value` settings of one side's environment; the last one of a name holds. What cannot be set is added to the problems;
 * `flag` is named in them.
 */
export function readEnvironment(
  flag: string,
  settings: readonly string[],
  problems: string[],
): Readonly<Record<string, string>> {
  const env: Record<string, string> = {}
  for (const setting of settings) {
    const [, name, value = ''] = /^([A-Za-z_]\w*)=(.*)$/s.exec(setting) ?? []
    if (name === undefined) problems.push(`${flag} ${setting}: this is no setting; write NAME=value.`)
    else if (reserved.includes(name)) problems.push(`${flag} ${name}: this is set for every gateway; leave it out.`)
    else env[name] = value
  }
  return env
}
