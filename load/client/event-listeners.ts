import type { EventListener } from './user-connection.ts'

/** The name that listens to every event. */
export const anyEvent = '*'

/** The listeners of one socket. A listener may add and remove listeners; what it changes holds from the next event on. */
export class EventListeners {
  readonly #byEvent = new Map<string, readonly EventListener[]>()

  get isEmpty(): boolean {
    return this.#byEvent.size === 0
  }

  add(event: string, listener: EventListener): void {
    this.#byEvent.set(event, [...(this.#byEvent.get(event) ?? []), listener])
  }

  /** Removes the listener once, however often it was added. */
  remove(event: string, listener: EventListener): void {
    const listeners = this.#byEvent.get(event) ?? []
    const at = listeners.indexOf(listener)
    if (at === -1) return
    const others = listeners.toSpliced(at, 1)
    if (others.length === 0) this.#byEvent.delete(event)
    else this.#byEvent.set(event, others)
  }

  tell(event: string, args: readonly unknown[]): void {
    const named = this.#byEvent.get(event)
    const any = this.#byEvent.get(anyEvent)
    if (named !== undefined) for (const listener of named) listener(args, event)
    if (any !== undefined && any !== named) for (const listener of any) listener(args, event)
  }
}
