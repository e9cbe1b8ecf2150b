/** The layers of the libs, lowest first: an arrow goes down only; on one layer libs speak by events. */
const LAYERS = [
  ['kernel'],
  ['platform'],
  ['identity', 'organization', 'documents'],
  ['catalog', 'customers'],
  ['devices'],
  ['warranty', 'contracts', 'inventory', 'billing'],
  ['repair'],
  ['reception', 'imports', 'claims'],
  ['notifications', 'portal', 'reporting'],
  ['history'],
];

const TESTS = '(\\.|-)(spec|test)\\.tsx?$|/testing/|^apps/[^/]+/test/|^e2e/|^bench/';

const layerRules = LAYERS.flatMap((libs, height) => {
  const above = LAYERS.slice(height + 1).flat();
  return libs.map((lib) => {
    const beside = libs.filter((other) => other !== lib);
    return {
      name: `layer-of-${lib}`,
      comment: `libs/${lib} lies on layer ${height}: it may import lower layers only; upward news is an event.`,
      severity: 'error',
      from: { path: `^libs/${lib}/`, pathNot: TESTS },
      to: { path: `^libs/(${[...above, ...beside, 'schema', 'testing'].join('|')})/` },
    };
  });
});

export default {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      comment: 'A circle means that a call belongs one layer higher.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'one-door',
      severity: 'error',
      comment: 'A lib is entered through its index.ts only; tests may also use its builders.',
      from: { path: '^(apps|libs)/([^/]+)/', pathNot: TESTS },
      to: { path: '^libs/([^/]+)/src/', pathNot: ['^libs/[^/]+/src/index\\.ts$', '^libs/$2/src/'] },
    },
    {
      name: 'libs-know-no-apps',
      severity: 'error',
      from: { path: '^libs/', pathNot: TESTS },
      to: { path: '^apps/' },
    },
    {
      name: 'apps-know-no-apps',
      severity: 'error',
      comment: 'Only the command line composes the others.',
      from: { path: '^apps/(api|worker|admin|portal)/', pathNot: TESTS },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'libs-know-no-http-and-no-queue',
      severity: 'error',
      comment: 'Controllers live in the API, processors in the worker.',
      from: { path: '^libs/', pathNot: TESTS },
      to: {
        path: 'node_modules/(fastify|@fastify|@nestjs/(swagger|platform-fastify|passport|jwt|bullmq)|bullmq|ioredis)/',
      },
    },
    {
      name: 'no-tests-in-production',
      severity: 'error',
      from: { pathNot: `${TESTS}|^scripts/` },
      to: { path: TESTS },
    },
    {
      name: 'no-dev-dependencies-on-the-server',
      severity: 'error',
      from: { path: '^(apps/(api|worker|cli)|libs)/', pathNot: TESTS },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'not-to-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: 'dist/' }, // what is built later, from a clean checkout too
    },
    {
      name: 'features-below-the-app',
      severity: 'error',
      comment: 'app → features → ui → lib.',
      from: { path: '^apps/admin/src/(features|ui|lib|theme)/', pathNot: TESTS },
      to: { path: '^apps/admin/src/app/' },
    },
    {
      name: 'ui-knows-no-feature',
      severity: 'error',
      from: { path: '^apps/admin/src/(ui|lib|theme)/', pathNot: TESTS },
      to: { path: '^apps/admin/src/features/' },
    },
    ...layerRules,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json', '.css'],
    },
  },
};
