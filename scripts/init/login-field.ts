import { javaScriptText } from './document/literal.ts'
import type { Field } from './document/field.ts'

/** The function that logs users in over HTTP, to be adapted. */
export function loginField(url: string, said: readonly string[]): Field {
  return {
    key: 'login',
    isExample: false,
    comment: [
      ...said,
      'Logs a user in; what it gives is added to what that user sends.',
      'Adapt what is posted, and what is read of the answer.',
    ],
    value: { kind: 'code', lines: (format) => loginLines(url, format) },
  }
}

function loginLines(url: string, format: 'ts' | 'js'): string[] {
  const answer = format === 'ts' ? '(await response.json()) as { access_token: string }' : 'await response.json()'
  return [
    'async (user) => {',
    `  const response = await fetch(${javaScriptText(url)}, {`,
    "    method: 'POST',",
    "    headers: { 'content-type': 'application/json' },",
    "    body: JSON.stringify({ username: `user-${user}`, password: 'secret' }),",
    '  })',
    '  if (!response.ok) throw new Error(`HTTP ${response.status}`)',
    `  const { access_token: token } = ${answer}`,
    '  return { auth: { token } }',
    '}',
  ]
}
