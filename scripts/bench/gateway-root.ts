import { resolve, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Cell } from './cell.ts'

/**
 * The folder whose packages the gateways of a run are on, with its closing slash: `undefined` for that of gatecrash itself, and
 * `unknown` where somebody else has started them, or several folders are measured in one run.
 */
export function gatewayRootOf(cells: readonly Cell[]): URL | 'unknown' | undefined {
  if (cells.some(({ own }) => own === undefined)) return undefined
  const folders = new Set(cells.map(({ own }) => (own?.kind === 'started' ? resolve(own.cwd ?? '.') : undefined)))
  const [folder, ...others] = folders
  return folder === undefined || others.length > 0 ? 'unknown' : pathToFileURL(folder + sep)
}
