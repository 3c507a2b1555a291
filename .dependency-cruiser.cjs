/** The floors of ARCHITECTURE.md: imports go down only, and rooms of one floor never import each other. */
const room = (name, from, notTo) => ({ name, severity: 'error', from: { path: from }, to: { path: notTo } })

module.exports = {
  forbidden: [
    { name: 'resolves', severity: 'error', from: {}, to: { couldNotResolve: true } },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'shared-imports-zod-only',
      severity: 'error',
      from: { path: '^shared/src' },
      to: { pathNot: '^(shared/src|node_modules/zod)' },
    },
    { name: 'domain-is-pure', severity: 'error', from: { path: '^server/src/domain' }, to: { pathNot: '^(server/src/domain|shared/src)' } },
    room('ports-look-down', '^server/src/ports', '^server/src/(?!ports|domain)'),
    room('monitor-looks-down', '^server/src/monitor', '^server/src/(?!monitor|ports|domain)'),
    room('threads-look-down', '^server/src/threads', '^server/src/(?!threads|ports|domain)'),
    ...['ingest', 'storage', 'realtime', 'http', 'cli'].map((name) =>
      room(`${name}-stays-in-its-room`, `^server/src/${name}/`, `^server/src/(?!${name}/|monitor|threads|ports|domain)`),
    ),
    room('server-meets-others-in-shared', '^server/src', '^(client|simulators|tests)/'),
    room('client-meets-others-in-shared', '^client/src', '^(server|simulators|tests)/'),
    room('simulators-meet-others-in-shared', '^simulators/src', '^(server|client|tests)/'),
    {
      name: 'model-is-plain',
      severity: 'error',
      from: { path: '^client/src/model' },
      to: { pathNot: '^(client/src/model|shared/src|node_modules/zustand)' },
    },
    room('feed-looks-down', '^client/src/feed', '^client/src/(?!feed|model)'),
    room('views-look-down', '^client/src/views', '^client/src/(?!views|feed|model|words|styles)'),
    room('views-stay-in-their-screen', '^client/src/views/(?!common/)([^/]+)/', '^client/src/views/(?!common/|$1/)'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['source', 'import', 'require', 'node', 'default'] },
  },
}
