import Module from 'node:module';
import type { Cluster } from '@aftercare/schema';

/** Starts one passing cluster for the whole run and migrates the template that every test file clones. */
export default async function globalSetup(): Promise<void> {
  resolveLikeJest();
  const { ensureDatabase, migrate, startCluster } = await import('@aftercare/schema');
  const { keepSeeds, TEMPLATE } = await import('./template.js');
  const cluster = await startCluster({ durable: false });
  (globalThis as { testCluster?: Cluster }).testCluster = cluster; // for the teardown, a module of its own
  const url = cluster.url(TEMPLATE);
  await ensureDatabase(cluster.url('postgres'), TEMPLATE);
  await migrate(url);
  await keepSeeds(url);
  process.env.TEST_SERVER_URL = cluster.url('postgres'); // the workers inherit it
}

/*
 * Jest transpiles this file and what it imports, but leaves finding it to Node, which knows no aliases and no `.ts`
 * behind `.js`.
 */
function resolveLikeJest(): void {
  const loader = Module as unknown as { _resolveFilename(request: string, ...rest: unknown[]): string };
  const resolve = loader._resolveFilename;
  loader._resolveFilename = (request, ...rest) => {
    const lib = /^@aftercare\/([^/]+)$/.exec(request)?.[1];
    if (lib) return require.resolve(`../../${lib}/src/index`);
    try {
      return resolve(request, ...rest);
    } catch (error) {
      if (!/^\.{1,2}\/.*\.js$/.test(request)) throw error;
      return resolve(request.slice(0, -'.js'.length), ...rest);
    }
  };
}
