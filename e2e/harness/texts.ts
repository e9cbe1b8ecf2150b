import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Language = 'fa' | 'en';

type Texts = { readonly [key: string]: string | Texts };

const SOURCES = join(__dirname, '../../apps/admin/src');

/** The staff app's own texts, so that one walk runs in either language: `t('repairs:order.title')`. */
export function textsIn(
  language: Language,
): (key: string, values?: Readonly<Record<string, string | number>>) => string {
  const namespaces = new Map<string, Texts>();
  const read = (name: string, folder: string): void => {
    const file = join(folder, 'locales', `${language}.json`);
    if (existsSync(file)) namespaces.set(name, JSON.parse(readFileSync(file, 'utf8')) as Texts);
  };
  read('app', join(SOURCES, 'app'));
  read('ui', join(SOURCES, 'ui'));
  const features = join(SOURCES, 'features');
  for (const feature of readdirSync(features)) read(feature, join(features, feature));

  return (key, values = {}) => {
    const [namespace = '', path = ''] = key.split(':');
    let found: string | Texts | undefined = namespaces.get(namespace);
    for (const step of path.split('.')) found = typeof found === 'object' ? found[step] : undefined;
    if (typeof found !== 'string') throw new Error(`there is no text ${key} in ${language}`);
    return found.replace(/\{\{(\w+)[^}]*\}\}/g, (_, name: string) => digitsIn(language, String(values[name] ?? '')));
  };
}

/** Numbers as the language writes them. */
function digitsIn(language: Language, text: string): string {
  if (language === 'en' || !/^\d+$/.test(text)) return text;
  return text.replace(/\d/g, (digit) => String.fromCharCode(0x06f0 + Number(digit)));
}
