import type { Report } from '../report.ts'
import { formatNumber } from './number-format.ts'
import type { Paint } from './paint.ts'
import { sanitize } from './sanitize.ts'
import { wrap } from './text-width.ts'

const separator = ' · '

/** What was measured, when and on what: the first lines of a report. */
export function headingLines(report: Report, width: number, paint: Paint): string[] {
  const { tool, environment } = report
  const commit = tool.commit === undefined ? '' : ` at ${tool.commit.slice(0, 9)}`
  const dirty = tool.dirty === true ? ', with uncommitted changes' : ''
  const when = `${report.createdAt.slice(0, 16).replace('T', ' ')} UTC`
  const machine = [
    environment.cpu,
    environment.cores === 1 ? '1 core' : `${environment.cores} cores`,
    `${formatNumber(environment.memory * 2 ** -30, 1)} GiB`,
    environment.platform,
    `kernel ${environment.kernel}`,
    `load ${environment.loadAverage[0].toFixed(2)} before the run`,
  ]
  const software = [`Node ${environment.node}`, ...packagesOf(report), redisOf(report)]
  const lines = [
    paint.title(sanitize(`gatecrash ${tool.version}${commit}${dirty}`)),
    ...listLines([when, ...machine], width),
    ...listLines(software, width),
    ...listLines(placementOf(report), width),
  ]
  return [...lines, ...redisNotice(report, width).map(paint.bad)]
}

/** Joins items to lines that break only between items. */
function listLines(items: readonly string[], width: number): string[] {
  const lines: string[] = []
  for (const item of items.map(sanitize)) {
    const line = lines.at(-1)
    if (line !== undefined && line.length + separator.length + item.length <= width)
      lines.push(`${lines.pop()}${separator}${item}`)
    else lines.push(...wrap(item, width))
  }
  return lines
}

/** The packages that every figure depends on; the report file has the others. */
function packagesOf({ environment, results }: Report): string[] {
  const names = ['socket.io', 'engine.io', 'ws']
  const adapters = new Set(results.map(({ adapter }) => adapter))
  if (adapters.has('redis') || adapters.has('redis-sharded')) names.push('@socket.io/redis-adapter', 'redis')
  if (adapters.has('redis-streams')) names.push('@socket.io/redis-streams-adapter', 'redis')
  if (adapters.has('ipc')) names.push('@socket.io/cluster-adapter')
  return [...new Set(names)].flatMap((name) => {
    const version = environment.packages[name]
    return version === undefined ? [] : [`${name === 'redis' ? 'redis client' : name} ${version}`]
  })
}

function redisOf({ environment: { redis } }: Report): string {
  if (redis === undefined) return 'no Redis'
  return `Redis ${redis.version} ${redis.source === 'spawned' ? '(started for this run)' : '(from REDIS_URL)'}`
}

function placementOf({ environment: { placement } }: Report): string[] {
  const processes = Object.entries(placement)
  if (processes.length === 0) return ['processes not pinned to CPUs']
  return processes.map(([name, cpus]) => `${name} on CPU ${cpus.join(', ')}`)
}

function redisNotice({ results }: Report, width: number): string[] {
  if (!results.some(({ adapter }) => adapter === 'ipc')) return []
  return wrap(
    'Redis was not measured: the cluster relayed over the IPC of Node instead. To measure Redis, install it, or set REDIS_URL.',
    width,
  )
}
