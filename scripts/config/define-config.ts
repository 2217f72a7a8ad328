import type { Config } from './config.ts'

/** Gives back the configuration as it is: an editor then knows its keys. */
export function defineConfig(config: Config): Config {
  return config
}
