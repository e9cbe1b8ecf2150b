import { existsSync, readFileSync, readdirSync } from 'node:fs';

// Jest runs CommonJS. Our sources and the packages that are ES modules only are turned into it by swc.
const modules = new URL('./node_modules/', import.meta.url);
const esmPackages = ['@fastify/cookie']; // CommonJS, but it import()s
const inspect = (name) => {
  const manifest = new URL(`${name}/package.json`, modules);
  if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).type === 'module') esmPackages.push(name);
};
for (const entry of readdirSync(modules)) {
  if (entry.startsWith('@')) for (const name of readdirSync(new URL(`${entry}/`, modules))) inspect(`${entry}/${name}`);
  else if (!entry.startsWith('.')) inspect(entry);
}

const swc = (syntax) => ({
  swcrc: false,
  sourceMaps: 'inline',
  module: { type: 'commonjs', ignoreDynamic: false },
  jsc: {
    target: 'es2022',
    keepClassNames: true,
    parser: { syntax: 'typescript', decorators: true, ...syntax },
    transform: {
      legacyDecorator: true,
      decoratorMetadata: true,
      useDefineForClassFields: false,
      react: { runtime: 'automatic' },
    },
  },
});

const common = {
  transform: {
    '^.+\\.([cm]?js|ts)$': ['@swc/jest', swc({})],
    '^.+\\.(tsx|jsx)$': ['@swc/jest', swc({ tsx: true })],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esmPackages.join('|')})/)`],
};

export default {
  maxWorkers: '100%', // one fewer is Jest's own choice, which leaves half of a small machine idle
  testTimeout: 20_000, // a machine under load boots the whole API in ten seconds
  projects: [
    {
      ...common,
      displayName: 'server',
      testEnvironment: 'node',
      roots: ['<rootDir>/apps/api', '<rootDir>/apps/worker', '<rootDir>/apps/cli', '<rootDir>/libs'],
      testRegex: '(\\.|-)spec\\.ts$',
      globalSetup: '<rootDir>/libs/testing/src/global-setup.ts',
      globalTeardown: '<rootDir>/libs/testing/src/global-teardown.ts',
      moduleNameMapper: {
        '^@aftercare/testing/(.+)$': '<rootDir>/libs/testing/src/$1',
        '^@aftercare/([^/]+)$': '<rootDir>/libs/$1/src/index.ts',
        '^(\\.{1,2}/.*)\\.js$': '$1',
      },
    },
    {
      ...common,
      displayName: 'screens',
      testEnvironment: '<rootDir>/apps/admin/src/testing/environment.ts',
      roots: ['<rootDir>/apps'],
      testRegex: 'apps/(admin|portal)/.*\\.test\\.tsx?$',
      setupFilesAfterEnv: ['<rootDir>/apps/admin/src/testing/setup.ts'],
      moduleNameMapper: { '\\.(css|woff2)$': '<rootDir>/apps/admin/src/testing/empty.ts' },
    },
    {
      ...common,
      displayName: 'browser',
      testEnvironment: 'node',
      roots: ['<rootDir>/e2e'],
      testRegex: 'e2e/.*\\.browser-spec\\.ts$',
      globalSetup: '<rootDir>/e2e/harness/start-product.ts',
      globalTeardown: '<rootDir>/e2e/harness/stop-product.ts',
      moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
    },
  ],
};
