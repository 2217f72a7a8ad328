/** Members that come and go, and a way to wait until all have gone. */
export class LiveSet<Member> {
  readonly #members = new Set<Member>()
  readonly #waiting: (() => void)[] = []

  get size(): number {
    return this.#members.size
  }

  add(member: Member): void {
    this.#members.add(member)
  }

  delete(member: Member): void {
    this.#members.delete(member)
    if (this.#members.size === 0) for (const resolve of this.#waiting.splice(0)) resolve()
  }

  [Symbol.iterator](): Iterator<Member> {
    return this.#members.values()
  }

  /** Resolves when there is no member left. */
  async empty(): Promise<void> {
    if (this.#members.size > 0) await new Promise<void>((resolve) => this.#waiting.push(resolve))
  }
}
