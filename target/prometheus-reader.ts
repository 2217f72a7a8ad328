import type { CertificateTrust } from './certificate-trust.ts'
import { probeHttp } from './http-probe.ts'
import { notMeasured } from './not-measured.ts'
import { parsePrometheusUsage, processStartOf } from './prometheus-usage.ts'
import type { InstanceUsage } from './target.ts'

/** Questions that show whether several processes answer at one URL in turns: a balancer has as many as that seldom. */
const checks = 4

/** The most that the first answer may take, in milliseconds: whoever has a page has it ready. */
const firstTimeoutMs = 1_000

/** Reads what one instance uses from its Prometheus page, as long as it is always the same process that answers. */
export class PrometheusReader {
  readonly url: string
  readonly #timeoutMs: number
  readonly #trust: CertificateTrust
  #start: number | undefined
  #cpuMs = 0
  #isSeveral = false
  #isSilent = false

  constructor(url: string, timeoutMs: number, trust: CertificateTrust) {
    this.url = url
    this.#timeoutMs = timeoutMs
    this.#trust = trust
  }

  /**
   * Whether more than one process has answered: each page then says what another one has used, and differences between them
   * are no use of anything. Nothing is read any more.
   */
  get isSeveral(): boolean {
    return this.#isSeveral
  }

  /** Reads a few times in a row, to find out what answers; resolves with the last reading. */
  async check(): Promise<InstanceUsage> {
    let reading = await this.read()
    for (let again = 1; again < checks && reading.source !== 'none'; again++) reading = await this.read()
    return reading
  }

  /**
   * Takes a reading; without figures where there is no such page. Never rejects. Where the first one was not answered in time no
   * more are asked for: each would hold up what is measured.
   */
  async read(): Promise<InstanceUsage> {
    const page = this.#isSeveral || this.#isSilent ? undefined : await this.#ask()
    const figures = page?.status === 200 ? parsePrometheusUsage(page.body) : undefined
    const at = Number(process.hrtime.bigint()) / 1e6
    if (page === undefined || figures === undefined) return { ...notMeasured, at }
    this.#recognise(processStartOf(page.body), figures.cpuMs ?? 0)
    return this.#isSeveral ? { ...notMeasured, at } : { source: 'prometheus', at, ...figures }
  }

  async #ask(): Promise<{ readonly status: number; readonly body: string } | undefined> {
    const isFirst = this.#start === undefined && this.#cpuMs === 0
    const signal = AbortSignal.timeout(isFirst ? Math.min(firstTimeoutMs, this.#timeoutMs) : this.#timeoutMs)
    try {
      return await probeHttp(this.url, signal, { trust: this.#trust })
    } catch {
      this.#isSilent = isFirst && signal.aborted
      return undefined
    }
  }

  #recognise(start: number | undefined, cpuMs: number): void {
    this.#isSeveral ||= (this.#start !== undefined && start !== this.#start) || cpuMs < this.#cpuMs
    this.#start ??= start
    this.#cpuMs = cpuMs
  }
}
