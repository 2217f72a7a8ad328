import { z } from 'zod'
import { plainIssue } from '../../../reports/schema-issue.ts'

/** What is wrong with a URL of a gateway, in a sentence that says what to give; `undefined` where nothing is. */
export function baseUrlProblem(text: string): string | undefined {
  const problem = webUrlProblem(text)
  if (problem !== undefined) return problem
  const url = new URL(text)
  if (url.pathname === '/' && url.search === '' && url.hash === '') return undefined
  return `this is more than a base URL: give ${url.origin}, and ${url.pathname} as path or namespace of the dialect if it is one`
}

/** What is wrong with a URL that is asked by HTTP, in a sentence that says what to give; `undefined` where nothing is. */
export function webUrlProblem(text: string): string | undefined {
  const url = URL.parse(text)
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    return 'this is no http or https URL; give one such as http://127.0.0.1:3000'
  }
  if (url.username === '' && url.password === '') return undefined
  return 'a URL with a user or password would be seen in reports; leave them out and set headers in the dialect'
}

/** The base URL of a gateway. */
export const baseUrlSchema = urlSchema(baseUrlProblem)

/** Any URL that is asked by HTTP. */
export const webUrlSchema = urlSchema(webUrlProblem)

function urlSchema(problemIn: (text: string) => string | undefined) {
  return z.string({ error: 'give a URL such as http://127.0.0.1:3000' }).superRefine((text, context) => {
    const problem = problemIn(text)
    if (problem === undefined) return
    const at = text.includes('@') ? '' : `"${text.slice(0, 100)}": `
    context.addIssue(plainIssue([], `${at}${problem}`))
  })
}
