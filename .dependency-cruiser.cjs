// The direction in which data flows, held by a check: gateway → workflows → activities → contracts ← connectors, store.
/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'A cycle means that two rooms are one.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'contracts-know-nobody',
      severity: 'error',
      from: { path: '^contracts/' },
      to: { path: '^(activities|cli|connectors|gateway|samples|store|test|workers|workflows)/' },
    },
    {
      name: 'workflows-are-deterministic',
      comment: 'Workflows import contracts, and of activities only types.',
      severity: 'error',
      from: { path: '^workflows/', pathNot: '\\.test\\.ts$' },
      to: {
        path: '^(activities|cli|connectors|gateway|samples|store|test|workers)/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'spine-knows-no-journey',
      comment: 'Declarations are data for activities; the workflow bundle holds none of them.',
      severity: 'error',
      from: { path: '^workflows/[^/]+\\.ts$' },
      to: { path: '^workflows/journeys/' },
    },
    {
      name: 'activities-know-ports-only',
      severity: 'error',
      from: { path: '^activities/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(cli|connectors|gateway|samples|store|test|workers|workflows)/' },
    },
    {
      name: 'connectors-implement-ports',
      comment: 'Of the store they may use the database handle; the embedded CRM and pgvector live in it.',
      severity: 'error',
      from: { path: '^connectors/', pathNot: '\\.test\\.ts$' },
      to: {
        path: '^(activities|cli|gateway|samples|test|workers|workflows)/|^store/(?!database\\.ts|open-database\\.ts)',
      },
    },
    {
      name: 'store-stands-alone',
      severity: 'error',
      from: { path: '^store/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(activities|cli|connectors|gateway|samples|test|workers|workflows)/' },
    },
    {
      name: 'gateway-decides-nothing',
      comment: 'The gateway starts and asks; ports reach it from workers/.',
      severity: 'error',
      from: { path: '^gateway/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(activities|cli|connectors|samples|store|test|workers)/' },
    },
    {
      name: 'cli-is-a-client',
      comment: 'The CLI speaks HTTP; the settings and the look at installed parts it shares with workers/.',
      severity: 'error',
      from: { path: '^cli/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(activities|connectors|gateway|samples|store|test|workflows)/' },
    },
    {
      name: 'console-speaks-http',
      comment: 'It knows the API by the types that are made from the OpenAPI document.',
      severity: 'error',
      from: { path: '^console/' },
      to: { path: '^(activities|cli|connectors|contracts|gateway|samples|store|test|workers|workflows)/' },
    },
    {
      name: 'nobody-imports-console',
      severity: 'error',
      from: { pathNot: '^console/' },
      to: { path: '^console/' },
    },
    {
      name: 'nobody-imports-tests',
      severity: 'error',
      from: { pathNot: '^test/|\\.test\\.ts$' },
      to: { path: '^test/|\\.test\\.ts$' },
    },
    {
      name: 'nobody-imports-bench',
      severity: 'error',
      from: { pathNot: '^bench/' },
      to: { path: '^bench/' },
    },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: 'specify',
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
