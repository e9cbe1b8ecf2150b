import type { CodeKind, CodesService } from '@aftercare/catalog';
import { alias, choice, code, day, line, required, whole, yesNo } from '../cells.js';
import { type RowKind, rowKind } from '../row-kind.js';
import { codeOf, groupOf } from './references.js';

const fields = {
  kind: required(
    alias(
      choice<CodeKind>('مجموعه', 'Code set', {
        symptom: { fa: 'نشانه', en: 'Symptom' },
        occurrence: { fa: 'زمان بروز', en: 'Occurrence' },
        circumstance: { fa: 'شرایط بروز', en: 'Circumstance' },
        section: { fa: 'بخش', en: 'Section' },
        fault: { fa: 'عیب', en: 'Fault' },
        cause: { fa: 'علت', en: 'Cause' },
        repair: { fa: 'تعمیر', en: 'Repair' },
        exclusion: { fa: 'استثنای گارانتی', en: 'Exclusion' },
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
  irisCode: alias(code('کد IRIS', 'IRIS code', 3), 'iris'),
  group: alias(code('کد گروه کالا', 'Product group code'), 'group', 'گروه'),
  isHeading: alias(yesNo('سرگروه است', 'Is a heading'), 'heading row'),
  heading: alias(code('کد سرگروه', 'Heading code'), 'heading', 'سرگروه'),
  position: alias(whole('ترتیب', 'Order', { max: 32_767 }), 'rank'),
  retiredOn: alias(day('کنار گذاشته از', 'Retired on'), 'retired'),
};

/** The code sets, one row for each code; a heading stands before what it gathers. */
export const codesKind = (codes: CodesService): RowKind =>
  rowKind({
    name: 'codes',
    label: { fa: 'مجموعهٔ کدها', en: 'Code sets' },
    permission: 'catalog.manage',
    fields,
    key: ['kind', 'code'],
    keyOf: ({ kind, code }) => `${kind} ${code}`,
    select: `
      SELECT c.kind || ' ' || c.code AS key, c.id, c.version, c.kind, c.code, c.name_fa AS "nameFa", c.name_en AS "nameEn",
             c.iris_code AS "irisCode", g.code AS "group", c.is_heading AS "isHeading", h.code AS heading, c.position,
             c.retired_on AS "retiredOn"
        FROM service_code c LEFT JOIN product_group g ON g.id = c.group_id LEFT JOIN service_code h ON h.id = c.heading_id`,
    among: { of: ({ code }) => String(code), where: 'code = ANY($2)' },
    batch: 10_000,
    async save(tx, actor, { kind, code, nameFa, nameEn, group, heading, retiredOn, ...row }, existing) {
      const details = {
        name: { fa: nameFa, en: nameEn },
        irisCode: row.irisCode,
        groupId: await groupOf(tx, group),
        isHeading: row.isHeading ?? false,
        headingId: await codeOf(tx, kind, heading, 'heading'),
        position: row.position ?? 0,
      };
      const id = existing?.id ?? (await codes.create(tx, actor, { kind, code, ...details }));
      if (existing || retiredOn) await codes.change(tx, actor, id, existing?.version ?? 1, { ...details, retiredOn });
    },
  });
