import type { CivilDate } from '@aftercare/kernel';
import { readFileSync } from 'node:fs';
import type { CodeKind } from './service-code.entity.js';

interface NameInBoth {
  readonly fa: string;
  readonly en: string;
}

interface PresetCode {
  readonly kind: CodeKind;
  readonly code: string;
  readonly name: NameInBoth;
  readonly irisCode?: string;
  readonly isHeading?: true;
  /** The code of a heading that stands before it. */
  readonly heading?: string;
}

/** Codes by which a combination is told; a kind it does not name may be any. */
export type CodedCombination = Partial<Record<'symptom' | 'fault' | 'cause' | 'repair', string>>;

/** A code set to begin with, for one sort of goods. What it says is data, in `libs/catalog/code-sets`. */
export interface CodePreset {
  readonly code: string;
  readonly name: NameInBoth;
  /** The day on which its source was last looked at. */
  readonly asOf: CivilDate;
  readonly source: NameInBoth;
  /** Presets whose codes it leans on, which are taken over before it, for every product group. */
  readonly needs: readonly string[];
  readonly codes: readonly PresetCode[];
  readonly combinations: readonly CodedCombination[];
}

const PRESETS = ['general', 'phones', 'appliances'];

/** The shipped code sets, read from their files. */
export function readCodePresets(): CodePreset[] {
  return PRESETS.map(
    (code) => JSON.parse(readFileSync(new URL(`../code-sets/${code}.json`, import.meta.url), 'utf8')) as CodePreset,
  );
}
