import { fileURLToPath } from 'node:url'

/**
 * The URL of a module of ours that is named by its path and not imported: the entry of a process, a command. Call it with
 * `import.meta.url` and the path as it is in the sources. Sources are started as they are; the package holds them compiled,
 * with every `.ts` a `.js`.
 */
export function ownModule(path: string, from: string): URL {
  return new URL(from.endsWith('.ts') ? path : path.replace(/\.ts$/, '.js'), from)
}

/** The path of what {@link ownModule} finds, for a command that starts it. */
export function ownModulePath(path: string, from: string): string {
  return fileURLToPath(ownModule(path, from))
}
