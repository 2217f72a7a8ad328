import { collectTool } from '../../../reports/environment.ts'

/** Which gatecrash this is, such as `0.1.0`. */
export async function programVersion(): Promise<string> {
  return (await collectTool()).version
}
