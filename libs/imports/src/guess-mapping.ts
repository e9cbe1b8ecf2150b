import { foldText } from '@aftercare/kernel';
import type { Fields } from './cells.js';
import type { Mapping } from './import-job.js';

/**
 * I13. Which column each field stands in: as it was chosen last where the file has that column, else by the name of the
 * field in either language, however it is spelled. A column serves one field.
 */
export function guessMapping(fields: Fields, columns: readonly string[], remembered: Mapping | null): Mapping {
  const mapping: Record<string, string> = {};
  const free = new Set(columns);
  const choose = (name: string, column: string | undefined): void => {
    if (column === undefined || !free.delete(column)) return;
    mapping[name] = column;
  };
  for (const name of Object.keys(fields)) choose(name, remembered?.[name]);
  for (const [name, { label, aliases }] of Object.entries(fields)) {
    if (name in mapping) continue;
    const spellings = new Set([name, label.fa, label.en, ...aliases].map(bare));
    choose(
      name,
      [...free].find((column) => spellings.has(bare(column))),
    );
  }
  return mapping;
}

/** Letters and digits only. */
function bare(text: string): string {
  return foldText(text).replace(/[^\p{L}\p{N}]/gu, '');
}
