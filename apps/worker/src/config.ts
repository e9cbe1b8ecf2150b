import { baseSchema, type ConfigOf, variable } from '@aftercare/platform';

/** Every variable the worker reads. */
export const workerSchema = {
  ...baseSchema,
  SMTP_URL: variable.optional('mail server, smtps://user:password@host; without it e-mail goes to the dev outbox', {
    secret: true,
  }),
  MAIL_FROM: variable.text('sender of e-mail', 'Aftercare <service@localhost>'),
  SMS_DRIVER: variable.oneOf('SMS gateway; none puts messages into the dev outbox', ['none', 'kavenegar'], 'none'),
  KAVENEGAR_URL: variable.text("address of Kavenegar's API", 'https://api.kavenegar.com'),
  KAVENEGAR_API_KEY: variable.optional("key of Kavenegar's API", { secret: true }),
  SMS_COUNTRIES: variable.list('countries that SMS may go to (ISO 3166-1 alpha-2), comma-separated', 'IR'),
  SMS_PER_DAY: variable.integer('SMS that may leave in a day, in all', 10_000, { min: 1, max: 10_000_000 }),
  KAVENEGAR_SENDER: variable.optional('line that SMS are sent from; without it the account’s own'),
} as const;

export type WorkerConfig = ConfigOf<typeof workerSchema>;
export const WORKER_CONFIG = Symbol('WorkerConfig');
