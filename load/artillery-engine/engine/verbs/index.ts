import type { Verb } from '../step.ts'
import { broadcast } from './broadcast.ts'
import { connect, reconnect } from './connect.ts'
import { disconnect } from './disconnect.ts'
import { emit } from './emit.ts'
import { expect } from './expect.ts'
import { callFunction } from './function.ts'
import { httpVerb } from './http.ts'
import { listen } from './listen.ts'
import { log } from './log.ts'
import { loop } from './loop.ts'
import { parallel } from './parallel.ts'
import { join, leave } from './room.ts'
import { think } from './think.ts'

/** All verbs by name. Where a step has several, the first of them says what the step is. */
export const verbs: Readonly<Record<string, Verb>> = {
  emit,
  connect,
  reconnect,
  disconnect,
  join,
  leave,
  listen,
  broadcast,
  expect,
  think,
  loop,
  parallel,
  function: callFunction,
  log,
  get: httpVerb('get'),
  head: httpVerb('head'),
  post: httpVerb('post'),
  put: httpVerb('put'),
  patch: httpVerb('patch'),
  delete: httpVerb('delete'),
}
