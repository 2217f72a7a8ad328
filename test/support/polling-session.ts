/** An Engine.IO polling session by hand, for what socket.io-client does not let a test do. Text packets only. */
export class PollingSession {
  readonly #url: string

  private constructor(url: string) {
    this.#url = url
  }

  /** Handshakes (Engine.IO v4). */
  static async open(gateway: string, headers: Readonly<Record<string, string>> = {}): Promise<PollingSession> {
    const url = `${gateway}/socket.io/?EIO=4&transport=polling`
    const response = await fetch(url, { headers })
    const body = await response.text()
    if (!response.ok) throw new Error(`${response.status} ${body}`)
    const { sid } = JSON.parse(body.slice(1)) as { readonly sid: string }
    return new PollingSession(`${url}&sid=${sid}`)
  }

  /** Sends packets in one request. */
  async post(...packets: readonly string[]): Promise<void> {
    const response = await fetch(this.#url, { method: 'POST', body: packets.join('\x1e') })
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
  }

  /** Waits for packets. */
  async poll(): Promise<readonly string[]> {
    const response = await fetch(this.#url)
    const body = await response.text()
    if (!response.ok) throw new Error(`${response.status} ${body}`)
    return body.split('\x1e')
  }

  /** Polls until a packet starts so; returns it and drops the others. */
  async pollUntil(prefix: string): Promise<string> {
    for (;;) {
      const packet = (await this.poll()).find((each) => each.startsWith(prefix))
      if (packet !== undefined) return packet
    }
  }
}
