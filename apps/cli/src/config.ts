import { baseSchema, type ConfigOf, variable } from '@aftercare/platform';

/** What the command line itself reads; `start` reads the variables of API and worker besides. */
export const cliSchema = {
  DATABASE_URL: baseSchema.DATABASE_URL,
  DATA_DIR: baseSchema.DATA_DIR,
  DEMO_PASSWORD: variable.optional('password of the demo accounts; without it a random one is made and shown', {
    secret: true,
  }),
} as const;

export type CliConfig = ConfigOf<typeof cliSchema>;
