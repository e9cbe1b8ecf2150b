import { baseSchema, type ConfigOf, variable } from '@aftercare/platform';

/** Every variable the API reads. */
export const apiSchema = {
  ...baseSchema,
  HTTP_HOST: variable.text('address the API listens on', '127.0.0.1'),
  HTTP_PORT: variable.integer('port the API listens on; 0 takes a free one', 3000, { min: 0, max: 65_535 }),
  TRUST_PROXY: variable.list('addresses of reverse proxies whose X-Forwarded-For is believed, comma-separated', ''),
  JWT_SECRET: variable.secret('signs access tokens (HS256)', 'development-only-secret-of-access-tokens'),
  SESSION_IDLE_MINUTES: variable.integer('a session without a refresh ends after this long', 120, {
    min: 15,
    max: 1440,
  }),
  SESSION_MAX_HOURS: variable.integer('a session ends after this long, used or not', 12, { min: 1, max: 168 }),
  SMS_WEBHOOK_TOKEN: variable.optional(
    'last part of the address a gateway hands inbound SMS to, /api/v1/sms/kavenegar/<token>; without it none are taken',
    { secret: true },
  ),
  API_DOCS: variable.oneOf('reference page of the API at /api/v1/docs', ['on', 'off'], 'on'),
  WEB_ROOT: variable.optional(
    'folder with the built SPA and portal (`admin`, `portal`), when the API serves them itself',
  ),
} as const;

export type ApiConfig = ConfigOf<typeof apiSchema>;
export const API_CONFIG = Symbol('ApiConfig');
