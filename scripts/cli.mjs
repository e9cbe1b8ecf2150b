// The command line from a checkout: builds what changed, then runs it in this very process, so that signals reach it.
import { build } from './build.mjs';

const fault = build(process.argv[2] === 'start' ? undefined : ['server']);
if (fault) {
  process.stderr.write(`${fault}\n`);
  process.exit(1);
}
process.setSourceMapsEnabled(true);
await import('../dist/apps/cli/src/main.js');
