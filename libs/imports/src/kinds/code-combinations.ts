import type { CombinationsService } from '@aftercare/catalog';
import { alias, code } from '../cells.js';
import { type RowKind, rowKind } from '../row-kind.js';
import { codeOf, groupOf } from './references.js';

const fields = {
  group: alias(code('کد گروه کالا', 'Product group code'), 'group', 'گروه'),
  symptom: alias(code('کد نشانه', 'Symptom code'), 'symptom', 'نشانه'),
  fault: alias(code('کد عیب', 'Fault code'), 'fault', 'defect', 'عیب'),
  cause: alias(code('کد علت', 'Cause code'), 'cause', 'علت'),
  repair: alias(code('کد تعمیر', 'Repair code'), 'repair', 'remedy', 'تعمیر'),
};

/** Codes that go together, one row for each combination. All of a row is its key: an empty cell stands for any. */
export const codeCombinationsKind = (combinations: CombinationsService): RowKind =>
  rowKind({
    name: 'code-combinations',
    label: { fa: 'ترکیب کدها', en: 'Combinations of codes' },
    permission: 'catalog.manage',
    fields,
    key: [],
    keyOf: ({ group, symptom, fault, cause, repair }) =>
      [group, symptom, fault, cause, repair].map((each) => each ?? '').join('|'),
    select: `
      SELECT concat_ws('|', coalesce(g.code, ''), coalesce(s.code, ''), coalesce(f.code, ''), coalesce(c.code, ''),
                       coalesce(r.code, '')) AS key,
             x.id, x.version, g.code AS "group", s.code AS symptom, f.code AS fault, c.code AS cause, r.code AS repair,
             coalesce(x.symptom_id, x.fault_id, x.cause_id, x.repair_id) AS first_id
        FROM code_combination x
        LEFT JOIN product_group g ON g.id = x.group_id
        LEFT JOIN service_code s ON s.id = x.symptom_id LEFT JOIN service_code f ON f.id = x.fault_id
        LEFT JOIN service_code c ON c.id = x.cause_id LEFT JOIN service_code r ON r.id = x.repair_id`,
    among: {
      of: ({ symptom, fault, cause, repair }) => String(symptom ?? fault ?? cause ?? repair),
      where: 'first_id = ANY(ARRAY(SELECT id FROM service_code WHERE code = ANY($2)))',
    },
    async save(tx, actor, { group, symptom, fault, cause, repair }) {
      await combinations.create(tx, actor, {
        groupId: await groupOf(tx, group),
        symptomId: await codeOf(tx, 'symptom', symptom),
        faultId: await codeOf(tx, 'fault', fault),
        causeId: await codeOf(tx, 'cause', cause),
        repairId: await codeOf(tx, 'repair', repair),
      });
    },
  });
