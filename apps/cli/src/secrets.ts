import type { Variable } from '@aftercare/platform';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Secrets for an installation that set none: made at random on the first start and kept, readable by us alone, so that
 * even a trial on a shared network does not run on what everybody can read in the sources. `bytes` is their entropy.
 */
export function keptSecrets(folder: string, names: readonly string[], bytes = 32): Record<string, string> {
  const file = join(folder, 'secrets.json');
  const kept = (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}) as Record<string, string>;
  const missing = names.filter((name) => !kept[name]);
  for (const name of missing) kept[name] = randomBytes(bytes).toString('base64url');
  if (missing.length > 0) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 });
  }
  return kept;
}

/** The variables that have a secret for development only, and so need one of their own. */
export function developmentSecrets(schema: Record<string, Variable<unknown>>): string[] {
  return Object.keys(schema).filter((name) => schema[name]?.secret && schema[name]?.fallback);
}
