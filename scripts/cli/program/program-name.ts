/** How commands are called in usage lines and hints; texts of reports say it as well. */
export { commandName, programName, silentProgramName } from '../../../reports/program-name.ts'
