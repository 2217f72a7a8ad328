const defaultPorts: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' }

/** Whether a host was allowed by name: as it stands in the URL, for every port or, as in `chat.example:8443`, for one. */
export function isAllowedHost(url: string, allowHosts: readonly string[]): boolean {
  const { protocol, hostname, port } = new URL(url)
  const bare = hostname.replace(/^\[|\]$/g, '')
  const names = [hostname, bare, `${hostname}:${port || (defaultPorts[protocol] ?? '')}`]
  return allowHosts.some((host) => names.includes(host.toLowerCase()))
}
