import { setTimeout as delay } from 'node:timers/promises'
import { monotonicClock } from '../clock.ts'
import type { Reading } from '../evidence.ts'
import type { Generator } from '../generator.ts'
import type { TrialContext } from '../trial-context.ts'
import { usersIn } from '../rooms.ts'
import { TrialError } from '../trial-error.ts'
import type { MessagePlan } from '../workload.ts'

/** The most that probing may take before the trial fails, in milliseconds. */
const probeTimeoutMs = 10_000
/** Quiet time after the drain in which late copies still count as duplicates, in milliseconds. */
const lateCopiesMs = 100

/** Probes until every member receives, then follows the message schedule: warm-up, window, drain. */
export async function exchangeMessages(trial: TrialContext): Promise<void> {
  const { messages } = trial.workload
  if (messages === undefined) return
  await probe(trial)
  trial.enter('warm-up')
  const startAt = await trial.beginning('messages')
  const sending = trial.generator.send(startAt)
  const from = await openWindow(trial, startAt + messages.warmUpMs, sending)
  try {
    await measure(trial, messages, startAt, from, sending)
  } catch (error) {
    await keepPartial(trial, startAt, from, sending)
    throw error
  }
}

async function probe(trial: TrialContext): Promise<void> {
  trial.enter('probe')
  const { missing, example } = await trial.until(trial.generator.probe(probeTimeoutMs))
  if (missing === 0) return
  const { relays } = trial.options.traits
  const who = relays
    ? `${missing} of ${usersIn(trial.workload.rooms)} members do not receive what is sent to their room`
    : 'what users send is not acknowledged'
  throw new TrialError(relays ? 'not-received' : 'not-answered', example === undefined ? who : `${who}: ${example}`)
}

async function openWindow(
  trial: TrialContext,
  windowFrom: number,
  sending: ReturnType<Generator['send']>,
): Promise<Reading> {
  // Nothing but a bug or a dead worker ends the sending before the window opens.
  await trial.until(Promise.race([delay(windowFrom - monotonicClock.now()), sending]))
  trial.enter('measure')
  trial.openWindow(windowFrom)
  return trial.read()
}

async function measure(
  trial: TrialContext,
  plan: MessagePlan,
  startAt: number,
  from: Reading,
  sending: ReturnType<Generator['send']>,
): Promise<void> {
  const sent = await trial.until(sending)
  trial.enter('drain')
  const drained = await trial.until(trial.generator.drain(sent, plan.drainTimeoutMs))
  const to = await trial.read()
  await trial.closeWindow()
  trial.evidence.messages = { from, to, startAt, sent, drained }
  await trial.until(delay(lateCopiesMs))
}

/** Keeps what had been measured when the trial ended early; nothing, if the generator no longer answers. */
async function keepPartial(
  trial: TrialContext,
  startAt: number,
  from: Reading,
  sending: ReturnType<Generator['send']>,
): Promise<void> {
  const { generator, evidence, target } = trial
  try {
    await generator.stopSending()
    const sent = await sending
    const workers = await generator.read()
    const usage = await target.usage().catch(() => from.target)
    evidence.messages = { from, to: { target: usage, workers }, startAt, sent, drained: false }
  } catch {
    // The generator itself has ended; the error that ends the trial says so.
  }
}
