import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Server, Socket } from 'socket.io'
import { describe, expect, test } from 'vitest'
import { clientKinds, type ClientKind } from '../../../load/client/client-kind.ts'
import { traitsOf } from '../../../load/client/compile-dialect.ts'
import type { DialectDefinition } from '../../../load/client/dialect-definition.ts'
import type { DialectSpec } from '../../../load/client/dialect-spec.ts'
import { fitWorkload } from '../../../load/fit-workload.ts'
import { runTrial } from '../../../load/trial.ts'
import type { TrialResult } from '../../../load/trial-result.ts'
import type { Workload } from '../../../load/workload.ts'
import { externalTarget } from '../../../target/external.ts'
import { socketIoServer } from '../../support/gateways/init-server.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { measured, trialOptions, workloadOf } from '../../support/trial-options.ts'

/** Ten messages to four members. */
const workload = workloadOf(4, 50, 200, { messages: { warmUpMs: 100, sendersPerRoom: 4, acknowledged: true } })

/** A server that does that for each who connects. */
const serve = (prepare: (socket: Socket, io: Server) => void, options = {}): Promise<string> =>
  socketIoServer(options, (io) => void io.on('connection', (socket) => prepare(socket, io)))

interface TrialChanges {
  readonly spec?: DialectSpec
  readonly asked?: Workload
  readonly client?: ClientKind
}

/** Runs a trial with a dialect: as data, or as the module that has it. */
async function trialOf(
  url: string,
  definition: DialectDefinition,
  { spec = { definition }, asked = workload, client = 'lean' }: TrialChanges = {},
): Promise<TrialResult> {
  const traits = traitsOf(definition)
  const options = trialOptions(externalTarget({ urls: [url] }), fitWorkload(asked, traits), { traits })
  return await runTrial({ ...options, generator: { ...options.generator, client, dialect: spec, workers: 2 } })
}

const relaying = (socket: Socket, io: Server): void => {
  socket.on('join', (room: string) => socket.join(room))
  socket.on('say', (room: string, text: string) => void io.to(room).emit('said', text))
}

describe('a dialect with functions', () => {
  /** A configuration as somebody writes it: users log in over HTTP-like means, and rooms and texts go where they want. */
  const config = `export default {
    dialect: {
      path: '/of-the-file/',
      login: async (user: number) => {
        if (user === Number(process.env.FAILING_USER ?? -1)) throw new Error('the password is wrong')
        return { auth: { ticket: 'ticket-' + user } }
      },
      join: (room: string, user: number) => ['enter', { room, as: user }],
      joined: 'ack',
      send: (room: string, text: string) => ['say', { lines: [text], room }],
      acknowledges: true,
      refusal: (answer: unknown) => (answer === 'yes' ? undefined : 'it said ' + answer),
    },
  }`
  const definition: DialectDefinition = {
    path: '/chat/',
    join: ['unused'],
    send: ['unused'],
    acknowledges: true,
  }

  async function moduleWith(text: string): Promise<DialectSpec> {
    const module = join(await temporaryFolder(), 'gatecrash.config.ts')
    await writeFile(module, text)
    // What the command line says wins over the file.
    return { module, definition: { path: '/chat/' } as DialectDefinition }
  }

  test('is taken from its file by every worker', async () => {
    const tickets: unknown[] = []
    const url = await serve(
      (socket, io) => {
        tickets.push(socket.handshake.auth['ticket'])
        socket.on('enter', ({ room }: { room: string }, answer: (text: string) => void) => {
          void socket.join(room)
          answer('yes')
        })
        socket.on('say', ({ room, lines }: { room: string; lines: string[] }, answer: (text: string) => void) => {
          io.to(room).emit('said', lines)
          answer('yes')
        })
      },
      { path: '/chat/' },
    )
    const { ledger, failures } = measured(await trialOf(url, definition, { spec: await moduleWith(config) }))
    expect(ledger).toMatchObject({ due: 10, sent: 10, expected: 40, delivered: 40, lost: 0, duplicated: 0 })
    expect(failures).toEqual({})
    expect(tickets.toSorted()).toEqual(['ticket-0', 'ticket-1', 'ticket-2', 'ticket-3'])
  })

  test('that cannot log a user in ends the trial with one line', async () => {
    const url = await serve(relaying, { path: '/chat/' })
    const spec = await moduleWith(config.replace('process.env.FAILING_USER ?? -1', '3'))
    const result = await trialOf(url, definition, { spec })
    expect(result).toMatchObject({
      status: 'failed',
      error: { code: 'login', message: 'user 3 could not be logged in: the password is wrong' },
    })
  })

  test('that refuses in words of its own is counted by them', async () => {
    const url = await serve(
      (socket) => socket.on('enter', (_: unknown, answer: (text: string) => void) => answer('no')),
      { path: '/chat/' },
    )
    const result = await trialOf(url, definition, { spec: await moduleWith(config) })
    expect(result).toMatchObject({
      status: 'failed',
      error: {
        code: 'users-not-connected',
        message: '4 of 4 users did not become members: 4 x join.refused (it said no)',
      },
    })
  })
})

describe('a join that an event confirms', () => {
  const definition: DialectDefinition = {
    join: ['join', '{{room}}'],
    joined: { event: 'joined' },
    send: ['say', '{{room}}', '{{text}}'],
  }
  const arriving: Workload = {
    ...workload,
    connects: {
      ...workload.connects,
      arrivals: { model: 'open', schedule: { kind: 'constant', arrivalRate: 50, durationMs: 80 } },
    },
  }

  test.each(clientKinds)('is timed by the %s client, and the members receive everything', async (client) => {
    const url = await serve((socket, io) => {
      relaying(socket, io)
      socket.on('join', (room: string) => void socket.emit('joined', room))
    })
    const { ledger, histograms } = measured(await trialOf(url, definition, { asked: arriving, client }))
    expect(ledger).toMatchObject({ expected: 40, delivered: 40, lost: 0, unexpected: 0 })
    expect(Object.keys(histograms)).toContain('connect.join')
  })

  test('fails with the name of the event where that does not come', async () => {
    const url = await serve(relaying)
    const asked = { ...workload, connects: { ...workload.connects, timeoutMs: 300 } }
    expect(await trialOf(url, definition, { asked })).toMatchObject({
      status: 'failed',
      phase: 'connect',
      error: {
        message:
          '4 of 4 users did not become members: 4 x join.ack-timeout (the gateway sent no "joined" within 300 ms of "join")',
      },
    })
  })

  test('that only messages show has no stage of its own', async () => {
    const url = await serve(relaying)
    const { histograms } = measured(await trialOf(url, { ...definition, joined: 'probe' }, { asked: arriving }))
    expect(Object.keys(histograms)).toContain('connect')
    expect(Object.keys(histograms)).not.toContain('connect.join')
  })
})

test('a sender who is left out is owed nothing, and nothing is missing', async () => {
  const url = await serve((socket) => {
    socket.on('join', (room: string) => socket.join(room))
    socket.on('say', (room: string, text: string) => void socket.to(room).emit('said', text))
  })
  const definition: DialectDefinition = {
    join: ['join', '{{room}}'],
    send: ['say', '{{room}}', '{{text}}'],
    senderReceives: false,
  }
  expect(measured(await trialOf(url, definition)).ledger).toMatchObject({
    ...{ due: 10, sent: 10, expected: 30, delivered: 30, lost: 0, duplicated: 0, unexpected: 0 },
  })
})

test('a handler that calls back without looking is always given what it calls', async () => {
  const url = await serve((socket, io) => {
    socket.on('say', (text: string, received: () => void) => {
      io.emit('said', text)
      received()
    })
  })
  const asked = workloadOf(4, 50, 200, { messages: { warmUpMs: 100, sendersPerRoom: 4, acknowledged: false } })
  const result = await trialOf(url, { send: ['say', '{{text}}'], acknowledges: true }, { asked })
  expect(measured(result).ledger).toMatchObject({ expected: 40, delivered: 40, lost: 0 })
  expect(measured(result).metrics['ack.failed']).toBe(0)
})

describe('a gateway that only answers', () => {
  const definition: DialectDefinition = { send: ['echo', '{{text}}'], acknowledges: true, relays: false }

  test('has figures of acknowledgements, and none of deliveries', async () => {
    const url = await serve((socket) => socket.on('echo', (_: string, answer: (text: string) => void) => answer('ok')))
    const { metrics, ledger, series, failures } = measured(await trialOf(url, definition))
    expect(ledger).toMatchObject({ due: 10, sent: 10, expected: 0, delivered: 0, lost: 0, unexpected: 0 })
    expect(failures).toEqual({})
    const named = (names: readonly string[], pattern: RegExp) => names.filter((name) => pattern.test(name))
    expect(metrics).toMatchObject({ 'ack.failed': 0, 'ack.rate': 50, 'send.dropped': 0 })
    expect(named(Object.keys(metrics), /^(deliver|completion)/)).toEqual([])
    expect(named(Object.keys(series), /^(ack|delivery)\./)).toEqual(['ack.rate', 'ack.p50', 'ack.p99'])
  })

  test('and does not is told before anything is measured', async () => {
    const url = await serve((socket) =>
      socket.on('echo', (_: string, answer: (answer: object) => void) => answer({ error: 'not today' })),
    )
    expect(await trialOf(url, definition)).toMatchObject({
      status: 'failed',
      phase: 'probe',
      error: { code: 'not-answered', message: 'what users send is not acknowledged: user 0 on instance 1: not today' },
    })
  })
})

test('without rooms, users who connect first and those who are measured are all members', async () => {
  const url = await serve((socket, io) =>
    socket.on('chat message', (text: string) => void io.emit('chat message', text)),
  )
  const asked: Workload = {
    ...workload,
    rooms: [{ rooms: 3, members: 4, weight: 1 }],
    connects: {
      ...workload.connects,
      warmUpUsers: 4,
      arrivals: { model: 'open', schedule: { kind: 'constant', arrivalRate: 100, durationMs: 80 } },
    },
  }
  const { ledger, metrics } = measured(await trialOf(url, { send: ['chat message', '{{text}}'] }, { asked }))
  expect(ledger).toMatchObject({ due: 10, expected: 120, delivered: 120, lost: 0, duplicated: 0, unexpected: 0 })
  expect(metrics['connect.failed']).toBe(0)
})
