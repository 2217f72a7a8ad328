/** What `import ... from 'gatecrash'` gives: the configuration and its types. */
export { defineConfig } from './scripts/config/define-config.ts'
export type {
  Config,
  DialectConfig,
  JwtConfig,
  ReadyConfig,
  ScenarioSettings,
  TargetConfig,
  TlsConfig,
} from './scripts/config/config.ts'
export type { Credentials } from './load/client/credentials.ts'
export type { EmitTemplate } from './load/client/dialect-definition.ts'
export type { EmitArgs } from './load/client/chat-client.ts'
export type { JoinConfirmation } from './load/client/dialect.ts'
