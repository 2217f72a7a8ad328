import { TargetError } from './target-error.ts'

/** The origin of a base URL. Throws a `TargetError` (`configuration`) for what is no URL of HTTP, or more than a base URL. */
export function baseUrlOf(text: string): string {
  const url = URL.parse(text)
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new TargetError('configuration', `"${text}" is no http or https URL, such as http://127.0.0.1:3000.`)
  }
  if (url.pathname !== '/' || url.search !== '' || url.username !== '') {
    throw new TargetError(
      'configuration',
      `"${text}" is more than a base URL: give ${url.protocol}//${url.host} and set the path and the token in the dialect.`,
    )
  }
  return url.origin
}
