import { Agent, request } from 'undici'
import type { HttpPlan, HttpRequestName } from './http-plan.ts'
import { requestOf } from './request-steps.ts'

/** Makes each request of a plan once on each instance; what was not answered with status 200, a line each. */
export async function probeRequests(urls: readonly string[], plan: HttpPlan, token: string): Promise<string[]> {
  // Certificates are not checked, as autocannon does not: what answers is of interest here, not who.
  const agent = new Agent({ connect: { rejectUnauthorized: false } })
  try {
    const problems = await Promise.all(
      urls.flatMap((url) => plan.requests.map((name) => problemOf(name, url, { agent, token, ...plan }))),
    )
    return problems.flatMap((problem) => problem ?? [])
  } finally {
    await agent.destroy()
  }
}

async function problemOf(
  name: HttpRequestName,
  url: string,
  { agent, token, timeoutMs }: { readonly agent: Agent; readonly token: string; readonly timeoutMs: number },
): Promise<string | undefined> {
  const { method, path, headers = {} } = requestOf(name, token)
  const what = `${method} ${url}${path}`
  try {
    const { statusCode, body } = await request(`${url}${path}`, {
      method,
      headers: { ...headers },
      dispatcher: agent,
      signal: AbortSignal.timeout(timeoutMs),
    })
    await body.dump()
    if (statusCode === 200) return undefined
    return `${what} was answered with status ${statusCode}${adviceOn(name, statusCode)}`
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return `${what} was not answered: ${reason}`
  }
}

function adviceOn(name: HttpRequestName, status: number): string {
  if (status === 401) return ': it refuses the token; set JWT_SECRET to the secret of that gateway'
  return `; leave ${name} out with --set requests=... where the server has no such page`
}
