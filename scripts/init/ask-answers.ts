import { shippedDialectNames, type ShippedDialectName } from '../../load/client/dialects/index.ts'
import { authOf, eventsOf, type Answers, type Events } from './answers.ts'
import { askAuth } from './ask-auth.ts'
import type { Asker, Choice } from './asker.ts'
import { namespaceFor } from './flag-answers.ts'
import type { InitOptions } from './options.ts'
import type { Findings } from './probe/probe-gateway.ts'
import { eventOf, eventProblem, joinConfirmation } from './read-events.ts'

const dialectChoices: readonly Choice<ShippedDialectName | 'own'>[] = [
  { value: 'tutorial', label: 'joinRoom {chatRoomId}, newMessage', hint: 'common NestJS tutorials' },
  { value: 'get-started', label: 'chat message, no rooms', hint: "Socket.IO's own tutorial" },
  { value: 'echo', label: 'echo', hint: 'acknowledged, not relayed' },
  { value: 'reference', label: 'the reference gateway of gatecrash' },
  { value: 'own', label: 'other events', hint: 'you will be asked' },
]

/** Asks for what neither the gateway nor a flag has told. Rejects with `Cancelled`. */
export async function askAnswers(asker: Asker, options: InitOptions, findings: Findings | undefined): Promise<Answers> {
  const namespace = await askNamespace(asker, options, findings)
  const shipped = await askDialect(asker, options)
  const events = options.events ?? (shipped === undefined ? await askEvents(asker) : eventsOf(shipped))
  const answer = findings?.namespaces.found.find(({ name }) => name === namespace)
  const auth = options.auth ?? (shipped === 'reference' ? authOf(shipped) : await askAuth(asker, options, answer))
  const command = options.start ?? (await asker.text('Which command starts it? Leave empty if it runs already.', ''))
  return { shipped, events, auth, namespace, start: command.trim() === '' ? undefined : command, isGuess: false }
}

async function askNamespace(asker: Asker, options: InitOptions, findings: Findings | undefined): Promise<string> {
  const likely = namespaceFor(options, findings)
  if (options.namespaces.length > 0) return likely
  const found = findings?.namespaces.found.map(({ name }) => name) ?? []
  if (found.length <= 1 || findings?.namespaces.takesAny) {
    return asker.text('Which namespace is the chat in?', likely, namespaceProblem)
  }
  const choices = found.map((name) => ({ value: name, label: name }))
  const other = { value: 'other', label: 'another one' }
  const chosen = await asker.select('Which namespace is the chat in?', [...choices, other], likely)
  return chosen === 'other' ? asker.text('Its name?', '/', namespaceProblem) : chosen
}

function namespaceProblem(text: string): string | undefined {
  return /^\/[^\s?,]*$/.test(text) ? undefined : 'It begins with a slash, such as /chat.'
}

async function askDialect(asker: Asker, options: InitOptions): Promise<ShippedDialectName | undefined> {
  if (options.events !== undefined) return undefined
  if (options.shipped !== undefined) return options.shipped
  const chosen = await asker.select('Which events does it know?', dialectChoices, 'tutorial')
  return shippedDialectNames.find((name) => name === chosen)
}

async function askEvents(asker: Asker): Promise<Events> {
  const rooms = await asker.confirm('Do users join rooms?', true)
  const join = rooms
    ? eventOf(
        await asker.text('How does a user join a room?', '["joinRoom",{"room":"{{room}}"}]', problemOf('{{room}}')),
      )
    : undefined
  const joined = rooms ? await askJoined(asker) : joinConfirmation()
  const guess = rooms ? '["message",{"room":"{{room}}","text":"{{text}}"}]' : '["message","{{text}}"]'
  const send = eventOf(await asker.text('How does a user send a text?', guess, problemOf('{{text}}')))
  const acknowledges = await asker.confirm('Does the gateway acknowledge messages?', false)
  const relays = !acknowledges || (await asker.confirm('Does it relay messages to the others?', true))
  const senderReceives = relays && (await asker.confirm('Does a message also come back to its sender?', true))
  return { join, joined, send, acknowledges, relays, senderReceives }
}

async function askJoined(asker: Asker): Promise<Events['joined']> {
  const how = await asker.select<'ack' | 'event' | 'probe'>(
    'How does a user know that it has joined?',
    [
      { value: 'ack', label: 'the join is acknowledged' },
      { value: 'event', label: 'the gateway answers with an event' },
      { value: 'probe', label: 'it does not', hint: 'a message that comes through shows it' },
    ],
    'ack',
  )
  if (how !== 'event') return how
  const problem = (text: string): string | undefined => (text.trim() === '' ? 'It has a name.' : undefined)
  return { event: await asker.text('Which event?', 'joinedRoom', problem) }
}

function problemOf(placeholder: string): (text: string) => string | undefined {
  return (text) => eventProblem(text, placeholder)
}
