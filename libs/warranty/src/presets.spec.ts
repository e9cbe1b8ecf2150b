import { findTermsFaults } from './policy-terms.js';
import { readPresets } from './presets.js';

describe('presets', () => {
  const presets = readPresets();
  const policies = presets.flatMap(({ policies: all }) => all);

  it('are there for Iran, the European Union, India and anywhere, each dated', () => {
    expect(presets.map(({ code }) => code)).toEqual(['ir', 'eu', 'in', 'generic']);
    expect(presets.every(({ asOf }) => /^\d{4}-\d{2}-\d{2}$/.test(asOf))).toBe(true);
    expect(new Set(policies.map(({ code }) => code)).size).toBe(policies.length);
  });

  it.each(policies.map((policy) => [policy.code, policy] as const))('R13 %s has terms without a fault', (_, policy) => {
    expect(findTermsFaults(policy.terms)).toEqual([]);
  });

  it.each(policies.map((policy) => [policy.code, policy] as const))(
    'R30 %s says where each rule comes from',
    (_, policy) => {
      const { notes = [], ...rules } = policy.terms;
      const explained = new Set(notes.map(({ about }) => about));
      expect(Object.keys(rules).filter((rule) => !explained.has(rule))).toEqual([]);
      expect(notes.every(({ text, source }) => text.length > 10 && source.length > 5)).toBe(true);
    },
  );

  it.each(policies.map((policy) => [policy.code, policy] as const))(
    'R30 %s says it in Persian and in English',
    (_, policy) => {
      const isPersian = (words: string): boolean => /^[^a-z]*[\u0600-\u06ff]/i.test(words);
      for (const { text, source, translation } of policy.terms.notes ?? []) {
        expect(translation && isPersian(translation.text)).toBe(translation?.locale === 'fa');
        expect(translation && isPersian(translation.source)).toBe(translation?.locale === 'fa');
        expect([text, source].map(isPersian)).toEqual(Array(2).fill(translation?.locale === 'en'));
      }
    },
  );
});
