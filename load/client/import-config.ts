import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { extname } from 'node:path'
import { pathToFileURL } from 'node:url'

const moduleSyntax = /^\s*(?:import\b(?!\s*\()|export\b)/m

/**
 * Imports a configuration in JavaScript or TypeScript; a second import of the same file gives the same module. A file with
 * `import` or `export` is an ES module even where the nearest package.json says otherwise, as `npm init` has it do. Rejects
 * with whatever importing it throws.
 */
export async function importConfig(path: string): Promise<Readonly<Record<string, unknown>>> {
  const { href } = pathToFileURL(path)
  const extension = extname(path)
  const isUndecided = extension === '.ts' || extension === '.js'
  if (!isUndecided || !moduleSyntax.test(readFileSync(path, 'utf8'))) return importModule(href)
  const format = extension === '.ts' ? 'module-typescript' : 'module'
  const hooks = registerHooks({
    load: (url, context, next) => next(url, url === href ? { ...context, format } : context),
  })
  try {
    return await importModule(href)
  } finally {
    hooks.deregister()
  }
}

async function importModule(href: string): Promise<Readonly<Record<string, unknown>>> {
  return (await import(href)) as Readonly<Record<string, unknown>>
}
