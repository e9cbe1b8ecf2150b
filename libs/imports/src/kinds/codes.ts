import type { CodeKind, CodesService } from '@aftercare/catalog';
import { alias, choice, code, day, line, required } from '../cells.js';
import { type RowKind, rowKind } from '../row-kind.js';

const fields = {
  kind: required(
    alias(
      choice<CodeKind>('مجموعه', 'Code set', {
        symptom: { fa: 'نشانه', en: 'Symptom' },
        fault: { fa: 'عیب', en: 'Fault' },
        cause: { fa: 'علت', en: 'Cause' },
        condition: { fa: 'وضعیت ظاهری', en: 'Condition' },
        accessory: { fa: 'همراه', en: 'Accessory' },
      }),
      'kind',
      'set',
      'نوع',
    ),
  ),
  code: required(alias(code('کد', 'Code'))),
  nameFa: alias(line('نام فارسی', 'Persian name'), 'نام', 'شرح'),
  nameEn: alias(line('نام انگلیسی', 'English name'), 'name', 'description'),
  retiredOn: alias(day('کنار گذاشته از', 'Retired on'), 'retired'),
};

/** The code sets, one row for each code. */
export const codesKind = (codes: CodesService): RowKind =>
  rowKind({
    name: 'codes',
    label: { fa: 'مجموعهٔ کدها', en: 'Code sets' },
    permission: 'catalog.manage',
    fields,
    key: ['kind', 'code'],
    keyOf: ({ kind, code }) => `${kind} ${code}`,
    select: `
      SELECT kind || ' ' || code AS key, id, version, kind, code, name_fa AS "nameFa", name_en AS "nameEn",
             retired_on AS "retiredOn"
        FROM service_code`,
    async save(tx, actor, { kind, code, nameFa, nameEn, retiredOn }, existing) {
      const name = { fa: nameFa, en: nameEn };
      const id = existing?.id ?? (await codes.create(tx, actor, { kind, code, name }));
      if (existing || retiredOn) await codes.change(tx, actor, id, existing?.version ?? 1, { name, retiredOn });
    },
  });
