/**
 * The secret that signs users' tokens where `JWT_SECRET` is not set. Everybody knows it: it is for a gateway on one's own
 * machine and no other.
 */
export const developmentSecret = 'gatecrash-development-secret-for-this-machine-only'

/** The secret of tokens and gateway: `JWT_SECRET`, or the development one. */
export function resolveJwtSecret(env: NodeJS.ProcessEnv): string {
  return env['JWT_SECRET'] || developmentSecret
}
