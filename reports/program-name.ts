/**
 * How a command is called where this runs, such as `gatecrash bench` in the installed package, and `npm run bench --` in
 * a checkout; arguments can follow. The package holds compiled modules, a checkout runs its sources.
 */
export function programName(command: string): string {
  return import.meta.url.endsWith('.ts') ? `npm run ${command} --` : `gatecrash ${command}`
}
