/** What `import ... from 'gatecrash'` gives: the configuration and its types. */
export { defineConfig } from './scripts/config/define-config.ts'
export type { Config, TargetConfig } from './scripts/config/config.ts'
export type { DialectDefinition, EmitTemplate, JwtDefinition } from './load/client/dialect-definition.ts'
export type { Credentials } from './load/client/credentials.ts'
