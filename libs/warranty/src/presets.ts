import type { CivilDate } from '@aftercare/kernel';
import { readFileSync } from 'node:fs';
import { findTermsFaults, type PolicyTerms } from './policy-terms.js';

interface NameInBoth {
  readonly fa: string;
  readonly en: string;
}

/** Usual policies of one country, to begin from. What the law or trade says there is data, in `libs/warranty/presets`. */
export interface Preset {
  readonly code: string;
  readonly name: NameInBoth;
  /** The day on which its sources were last looked at. */
  readonly asOf: CivilDate;
  readonly policies: readonly { readonly code: string; readonly name: NameInBoth; readonly terms: PolicyTerms }[];
}

const PRESETS = ['ir', 'eu', 'in', 'generic'];

/** The shipped presets, read from their files. Throws, naming the place, when somebody's edit left terms with a fault. */
export function readPresets(): Preset[] {
  return PRESETS.map((code) => {
    const preset = JSON.parse(readFileSync(new URL(`../presets/${code}.json`, import.meta.url), 'utf8')) as Preset;
    for (const { code: policy, terms } of preset.policies) {
      const [fault] = findTermsFaults(terms);
      if (fault) throw new Error(`preset ${code}, policy ${policy}: ${fault.pointer} ${fault.detail}`);
    }
    return preset;
  });
}
