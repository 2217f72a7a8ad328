/** Who may import whom: see ARCHITECTURE.md. */
module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'Two files that need each other are one file, or three.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'load-knows-no-target',
      comment:
        'The generator knows targets only by their types, and nothing of scenarios, commands or reports but how names are told apart.',
      severity: 'error',
      from: { path: '^load/' },
      to: {
        path: '^(target|scenarios|reports|doctor|scripts)/',
        pathNot: '^(target/target|reports/nearest-name)\\.ts$',
      },
    },
    {
      name: 'load-takes-only-types-of-targets',
      severity: 'error',
      from: { path: '^load/' },
      to: { path: '^target/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'reports-stand-alone',
      comment: 'A report is read and judged without anything that makes one.',
      severity: 'error',
      from: { path: '^reports/' },
      to: {
        path: '^(target|scenarios|load|doctor|scripts)/',
        pathNot: '^load/(offered-load|trial-result|warning|random)\\.ts$',
      },
    },
    {
      name: 'reports-open-no-socket',
      severity: 'error',
      from: { path: '^reports/' },
      to: { path: '^(node:)?(net|tls|http|https|http2|dgram|undici|ws)$' },
    },
    {
      name: 'gateway-is-a-plain-application',
      comment: 'The reference gateway is what a careful team would deploy: nothing of ours is in it.',
      severity: 'error',
      from: { path: '^target/gateway/' },
      to: { path: '^(target|scenarios|load|reports|doctor|scripts)/', pathNot: '^target/gateway/' },
    },
    {
      name: 'targets-take-nothing-of-the-rest',
      severity: 'error',
      from: { path: '^target/', pathNot: '^target/gateway/' },
      to: { path: '^(scenarios|load|reports|doctor|scripts|target/gateway)/', pathNot: '^load/warning\\.ts$' },
    },
    {
      name: 'scenarios-describe',
      comment: 'A scenario is data for the generator; it starts and prints nothing.',
      severity: 'error',
      from: { path: '^scenarios/' },
      to: { path: '^(target|reports|doctor|scripts)/' },
    },
    {
      name: 'nobody-imports-tests-or-commands',
      severity: 'error',
      from: { path: '^(target|scenarios|load|reports|doctor)/' },
      to: { path: '^(test|scripts)/' },
    },
    {
      name: 'examples-are-of-their-readers',
      comment: 'An example takes the package by its name, as those do who copy it.',
      severity: 'error',
      from: { path: '^examples/' },
      to: { path: '^(target|scenarios|load|reports|doctor|scripts|test)/' },
    },
    {
      name: 'no-undeclared-packages',
      severity: 'error',
      from: { path: '^(target|scenarios|load|reports|doctor|scripts)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown', 'undetermined'] },
    },
    {
      name: 'no-orphans',
      comment: 'A file that nobody imports is an entry, text of a page, or dead.',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: [
          '\\.d\\.ts$',
          '^scripts/[^/]+\\.(ts|js)$',
          '^test/',
          '^examples/',
          '^target/agent/agent\\.ts$',
          '^reports/html/client/',
          '^load/artillery-engine/(index|witness/witness)\\.ts$',
          '^scenarios/journeys/processor\\.js$',
          '\\.config\\.',
        ],
      },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^load/artillery-engine/dist/' },
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
}
