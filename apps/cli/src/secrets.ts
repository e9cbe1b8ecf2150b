import type { Variable } from '@aftercare/platform';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Secrets for an installation that set none: made at random on the first start and kept, readable by us alone, so that
 * even a trial on a shared network does not sign its tokens with a secret everybody can read in the sources.
 */
export function keptSecrets(schema: Record<string, Variable<unknown>>, folder: string): Record<string, string> {
  const file = join(folder, 'secrets.json');
  const kept = (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}) as Record<string, string>;
  const needed = Object.entries(schema).filter(([, variable]) => variable.secret && variable.fallback);
  const missing = needed.map(([name]) => name).filter((name) => !kept[name]);
  for (const name of missing) kept[name] = randomBytes(32).toString('base64url');
  if (missing.length > 0) writeFileSync(file, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 });
  return kept;
}
