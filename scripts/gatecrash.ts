#!/usr/bin/env node
// Nothing is imported before it is known that this Node can: an old one would show an error of its own instead.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major > 22 || (major === 22 && minor >= 18)) {
  void import('./cli/program/run-program.ts')
    .then(({ runProgram }) => runProgram(process.argv.slice(2), process.stdout, process.stderr))
    .then((exitCode) => (process.exitCode = exitCode))
} else {
  console.error(`gatecrash needs Node 22.18 or later; this is Node ${process.versions.node}. Install a newer one.`)
  process.exitCode = 2
}

export {}
