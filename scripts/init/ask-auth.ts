import type { Auth } from './answers.ts'
import type { Asker, Choice } from './asker.ts'
import { wantsAuth } from './findings-text.ts'
import type { InitOptions } from './options.ts'
import type { NamespaceAnswer } from './probe/namespace-at.ts'
import { authForm, authObject, loginUrlProblem, variableProblem } from './read-auth.ts'

const choices: readonly Choice<Auth['kind']>[] = [
  { value: 'none', label: 'they do not' },
  { value: 'jwt', label: 'with a JWT that gatecrash signs', hint: 'HS256, its secret in a variable' },
  { value: 'login', label: 'they log in over HTTP', hint: 'a function for you to adapt' },
  { value: 'fixed', label: 'all with the same token' },
]

/** Asks how users show who they are; `answer` is what the namespace said to somebody who did not. */
export async function askAuth(
  asker: Asker,
  { format, out }: Pick<InitOptions, 'format' | 'out'>,
  answer: NamespaceAnswer | undefined,
): Promise<Auth> {
  const isWanted = wantsAuth(answer)
  // A function fits in no JSON and no YAML.
  const isData = /^(json|yml)$/.test(format ?? '') || /\.(json|ya?ml)$/.test(out ?? '')
  const kind = await asker.select(
    isWanted
      ? `How do users show who they are? ${answer?.name ?? 'It'} wants to know.`
      : 'How do users show who they are?',
    choices.filter(({ value }) => !(isData && value === 'login')),
    isWanted ? 'jwt' : 'none',
  )
  switch (kind) {
    case 'none':
      return { kind }
    case 'login':
      return { kind, url: await asker.text('Where?', 'http://127.0.0.1:3000/auth/login', loginUrlProblem) }
    case 'fixed':
      return { kind, auth: await askObject(asker, '{"token":""}') }
    case 'jwt': {
      const secretEnv = await asker.text('Which variable holds the secret?', 'JWT_SECRET', variableProblem)
      return { kind, secretEnv, auth: await askObject(asker, '{"token":"{{jwt}}"}', '{{jwt}}') }
    }
  }
}

async function askObject(asker: Asker, initial: string, placeholder = '') {
  const problemOf = (text: string): string | undefined => {
    if (authObject(text) === undefined) return authForm
    return text.includes(placeholder) ? undefined : `${placeholder} must be in it.`
  }
  return authObject(await asker.text('What do they send with CONNECT?', initial, problemOf)) ?? {}
}
