import { appendFile } from 'node:fs/promises'

/** Adds Markdown to the summary of a step of GitHub Actions (the file that GITHUB_STEP_SUMMARY names). Resolves with what to say of it. */
export async function addStepSummary(path: string, markdown: string): Promise<string> {
  try {
    await appendFile(path, `${markdown}\n`)
    return 'added to the summary of this step (GITHUB_STEP_SUMMARY)'
  } catch (error) {
    // The verdict stands, whether or not it can be shown there.
    const reason = error instanceof Error ? error.message : String(error)
    return `the summary of this step (GITHUB_STEP_SUMMARY) cannot be written: ${reason}`
  }
}
