import 'i18next';
import type { locales } from './locales';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'ui';
    resources: { [Namespace in keyof typeof locales]: (typeof locales)[Namespace]['en'] };
  }
}
