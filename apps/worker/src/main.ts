import { loadConfig, runProcess } from '@aftercare/platform';
import { workerSchema } from './config.js';
import { DRAIN_MS, startWorker } from './start-worker.js';

await runProcess(() => startWorker(loadConfig(workerSchema, process.env)), DRAIN_MS + 1_000);
