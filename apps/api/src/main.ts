import { loadConfig, runProcess } from '@aftercare/platform';
import { apiSchema } from './config.js';
import { startApi } from './start-api.js';

await runProcess(() => startApi(loadConfig(apiSchema, process.env)), 20_000);
