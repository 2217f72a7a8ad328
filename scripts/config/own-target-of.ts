import { readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { TlsTrust } from '../../load/client/chat-client.ts'
import type { OwnTarget } from '../bench/own-target.ts'
import { wordsOf } from '../cli/start-words.ts'
import type { TargetConfig } from './config.ts'
import type { Contradiction } from './dialect-contradictions.ts'
import { listOf } from './target-contradictions.ts'

/**
 * Makes a target of what is said of it, which must have been checked. Reads the file of certificates, and looks whether the folder
 * is there; paths are relative to `folder`. What is not there is added to the problems.
 */
export function ownTargetOf(name: string, target: TargetConfig, folder: string, problems: Contradiction[]): OwnTarget {
  const urls = listOf(target.url).map((url) => new URL(url).origin)
  const common = { name, urls, metricsUrls: listOf(target.metricsUrl), tls: trustOf(target, folder, problems) }
  if (target.start === undefined) return { kind: 'external', ...common }
  const command = typeof target.start === 'string' ? (wordsOf(target.start).words ?? []) : target.start
  const cwd = resolve(folder, target.cwd ?? '.')
  if (!isFolder(cwd)) problems.push({ at: ['cwd'], text: `there is no folder ${target.cwd ?? cwd}` })
  const { env = {}, ready = {}, instances = Math.max(1, urls.length) } = target
  return { kind: 'started', ...common, command, cwd, env, instances, ready }
}

function trustOf({ insecure, ca }: TargetConfig, folder: string, problems: Contradiction[]): TlsTrust | undefined {
  if (insecure === true) return { rejectUnauthorized: false }
  if (ca === undefined) return undefined
  try {
    const text = readFileSync(resolve(folder, ca), 'utf8')
    if (text.includes('-----BEGIN CERTIFICATE-----')) return { ca: text }
    problems.push({
      at: ['ca'],
      text: `${ca} holds no certificate in PEM, which begins with -----BEGIN CERTIFICATE-----`,
    })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    problems.push({ at: ['ca'], text: code === 'ENOENT' ? `there is no file ${ca}` : `${ca} cannot be read: ${code}` })
  }
  return undefined
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
}
