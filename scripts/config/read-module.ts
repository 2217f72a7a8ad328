import { extname } from 'node:path'
import { importConfig } from '../../load/client/import-config.ts'
import { importProblem } from './import-problem.ts'
import type { ConfigSource } from './config-source.ts'

const advice = 'write export default defineConfig({ ... }).'

/** Imports a configuration in JavaScript or TypeScript, and takes what it exports by default. */
export async function readModule(path: string): Promise<ConfigSource> {
  if (/^\.m?ts$/.test(extname(path)) && !process.features.typescript) {
    const text = `Node ${process.versions.node} reads no TypeScript; use Node 22.18 or later, or write JavaScript.`
    return { problems: [{ line: undefined, text }] }
  }
  try {
    const { default: value } = await importConfig(path)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { value, lineOf: () => undefined }
    const what = value === undefined ? 'nothing is exported by default' : 'what is exported by default is no object'
    return { problems: [{ line: undefined, text: `${what}; ${advice}` }] }
  } catch (error) {
    return { problems: [importProblem(error, path)] }
  }
}
