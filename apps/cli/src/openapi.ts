import { loadConfig } from '@aftercare/platform';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { apiSchema } from '../../api/src/config.js';
import { buildOpenApi } from '../../api/src/http/openapi.js';
import { createServer } from '../../api/src/http/server.js';
import { type Command, CommandFault, print, readWords } from './command.js';

const FILE = 'docs/openapi.json';

export const openapi: Command = {
  usage: 'openapi [--check]',
  summary: `write the API's contract to ${FILE}, or check that it is current`,
  async run(words) {
    const { values } = readWords(words, { options: { check: { type: 'boolean', default: false } } });
    const config = loadConfig(apiSchema, { LOG_LEVEL: 'silent', DATABASE_URL: 'postgres://unused' });
    const app = await createServer(config, { preview: true }); // routes and types only: nothing connects
    const text = `${JSON.stringify(buildOpenApi(app), null, 2)}\n`;
    if (values.check) {
      if (!existsSync(FILE) || readFileSync(FILE, 'utf8') !== text) {
        throw new CommandFault(`${FILE} is not current: run "npm run openapi" and "npm run client".`);
      }
      return print(`${FILE} is current.`);
    }
    mkdirSync(dirname(FILE), { recursive: true });
    writeFileSync(FILE, text);
    print(`${FILE} is written.`);
  },
};
