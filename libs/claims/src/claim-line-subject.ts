import type { CivilDate, Id } from '@aftercare/kernel';
import { type Name, nameJson } from '@aftercare/platform';
import type { CoverClass } from '@aftercare/warranty';
import type { CoreState } from './claim-core.entity.js';

/** What a claimed or claimable line is about. `class` is `unit` for a whole device that was swapped. */
export interface LineSubject {
  readonly id: Id;
  readonly order: { readonly id: Id; readonly number: string };
  readonly device: { readonly id: Id; readonly product: Name; readonly serial: string | null };
  readonly class: CoverClass;
  readonly description: Name;
  readonly quantity: number;
  /** Minor units. */
  readonly amount: number;
  readonly doneOn: CivilDate;
  /** The last day of a claim. */
  readonly claimBy: CivilDate;
  readonly core: CoreGlance | null;
}

/** The old part that is wanted back for a line. */
export interface CoreGlance {
  readonly id: Id;
  readonly state: CoreState;
  readonly dueOn: CivilDate;
}

/** Columns of a `LineSubject` for the line `l`, with `SUBJECT_JOINS`. */
export const SUBJECT = `
  l.id, json_build_object('id', o.id, 'number', o.number) AS "order",
  json_build_object('id', d.id, 'product', ${nameJson('p')}, 'serial', d.serial) AS device,
  coalesce(r.class, 'unit') AS class,
  CASE WHEN r.id IS NULL THEN ${nameJson('p')} ELSE json_build_object('fa', r.description_fa, 'en', r.description_en) END
    AS description,
  coalesce(r.quantity, 1) AS quantity, l.amount, l.done_on AS "doneOn", l.claim_by AS "claimBy",
  CASE WHEN k.id IS NOT NULL THEN json_build_object('id', k.id, 'state', k.state, 'dueOn', k.due_on) END AS core`;
export const SUBJECT_JOINS = `
  JOIN repair_order o ON o.id = l.order_id JOIN device d ON d.id = l.device_id JOIN product p ON p.id = d.product_id
  LEFT JOIN repair_line r ON r.id = l.order_line_id LEFT JOIN claim_core k ON k.line_id = l.id`;
