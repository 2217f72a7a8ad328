// Preloaded into Artillery: writes what the whole process, all threads, has used when it ends, in microseconds.
import { writeFileSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'

const { GENERATOR_CPU: file } = process.env

if (isMainThread && file !== undefined) {
  process.on('exit', () => {
    const { user, system } = process.cpuUsage()
    writeFileSync(file, String(user + system))
  })
}
