/** Flags whose values may be secrets. */
const secretFlags = ['--auth', '--header']

/** A command line as reports may keep it: what may be a secret is masked, and of a header its name stays. */
export function maskedCommand(args: readonly string[]): readonly string[] {
  return args.map((arg, at) => {
    const flag = secretFlags.find((name) => arg.startsWith(`${name}=`))
    if (flag !== undefined) return `${flag}=${masked(flag, arg.slice(flag.length + 1))}`
    const before = args[at - 1] ?? ''
    return secretFlags.includes(before) ? masked(before, arg) : arg
  })
}

function masked(flag: string, value: string): string {
  const [, name] = /^([\w-]+)\s*:/.exec(value) ?? []
  return flag === '--header' && name !== undefined ? `${name}: ***` : '***'
}
