import { join } from 'node:path'

/** The folder of a run below the working directory; `createdAt` is ISO 8601. */
export function runFolder(createdAt: string, name: string): string {
  const time = createdAt.slice(0, 19).replaceAll(':', '').replace('T', '-')
  return join('reports', 'runs', `${time}-${name}`)
}
