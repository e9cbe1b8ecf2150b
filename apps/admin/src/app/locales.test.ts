import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { locales } from './locales';

const featuresFolder = join(__dirname, '../features');

/** Every text by its path: `navigation.label`. */
function texts(tree: object, path = ''): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]: [string, unknown]) =>
      typeof value === 'object' && value !== null ? [...texts(value, `${path}${key}.`)] : [[path + key, String(value)]],
    ),
  );
}

function placeholders(text: string): readonly string[] {
  return [...text.matchAll(/\{\{\s*(\w+)/g)].map(([, name]) => name ?? '').sort();
}

describe('texts', () => {
  it('are registered for every feature', () => {
    expect(Object.keys(locales).sort()).toEqual([...readdirSync(featuresFolder), 'app', 'ui'].sort());
  });

  it.each(Object.entries(locales))('of %s say the same in both languages', (_, { en, fa }) => {
    const [english, persian] = [texts(en), texts(fa)];
    expect([...persian.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [key, text] of english) {
      expect(text.trim()).not.toBe('');
      expect(persian.get(key)?.trim()).not.toBe('');
      expect([key, placeholders(persian.get(key) ?? '')]).toEqual([key, placeholders(text)]);
    }
  });

  it('translate a problem code in one place only', () => {
    const codes = Object.values(locales).flatMap(({ en }) => [
      ...texts(('problems' in en && en.problems) || {}).keys(),
    ]);
    expect(codes).toEqual([...new Set(codes)]);
  });
});
