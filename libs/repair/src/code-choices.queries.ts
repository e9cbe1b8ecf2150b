import { Injectable } from '@nestjs/common';
import type { Id } from '@aftercare/kernel';
import {
  type Actor,
  codedJson,
  containsPattern,
  Database,
  type Name,
  nameJson,
  type Statement,
  statement,
} from '@aftercare/platform';
import { orderSeen } from './order-seen.js';
import { ALIKE } from './similar-repairs.queries.js';

/** Sets that the bench chooses from. */
export const BENCH_CODES = ['symptom', 'section', 'fault', 'cause', 'repair', 'exclusion'] as const;
export type BenchCode = (typeof BENCH_CODES)[number];

interface Coded {
  readonly id: Id;
  readonly code: string;
  readonly name: Name;
}

/** A code that may be meant: how often own repairs of the same symptom had it, and whether it is listed with the others. */
export interface CodeChoice extends Coded {
  readonly heading: Coded | null;
  readonly repairs: number;
  /** Null where the list says nothing of it. */
  readonly listed: boolean | null;
}

/** What was chosen already, and what was typed. */
export interface ChosenCodes {
  readonly kind: BenchCode;
  readonly symptomCodeId?: Id;
  readonly faultCodeId?: Id;
  readonly causeCodeId?: Id;
  readonly q?: string;
}

// What was used: orders with the code of each set, those of the chosen fault once there is one.
const USED: Readonly<Record<BenchCode, string>> = {
  symptom: 'SELECT order_id, NULL::uuid AS code_id FROM alike WHERE false',
  section:
    'SELECT order_id, section_code_id AS code_id FROM alike WHERE fault_code_id = coalesce((SELECT fault_id FROM asked), fault_code_id)',
  fault: 'SELECT order_id, fault_code_id AS code_id FROM alike',
  cause:
    'SELECT order_id, cause_code_id AS code_id FROM alike WHERE fault_code_id = coalesce((SELECT fault_id FROM asked), fault_code_id)',
  repair: `SELECT a.order_id, l.repair_code_id AS code_id FROM alike a
             JOIN repair_line l ON l.order_id = a.order_id AND l.withdrawn_at IS NULL
            WHERE a.fault_code_id = coalesce((SELECT fault_id FROM asked), a.fault_code_id)`,
  exclusion: 'SELECT order_id, NULL::uuid AS code_id FROM alike WHERE false',
};
// What the list of combinations is asked, for a code `c`.
const LISTED: Readonly<Record<BenchCode, string>> = {
  symptom: 'NULL::boolean',
  section: 'NULL::boolean',
  fault: 'code_combination_listed(asked.groups, $1, c.id, NULL, NULL)',
  cause: 'code_combination_listed(asked.groups, $1, asked.fault_id, c.id, NULL)',
  repair: 'code_combination_listed(asked.groups, $1, asked.fault_id, asked.cause_id, c.id)',
  exclusion: 'NULL::boolean',
};
const IS_LISTED_SET: readonly BenchCode[] = ['fault', 'cause', 'repair'];

// $5 the fault, $6 the cause, $7 what was typed. Without a word only what was used or is listed is shown, once there is any;
// where the group admits nothing else, never more.
const choices = Object.fromEntries(
  BENCH_CODES.map((kind): [BenchCode, Statement] => [
    kind,
    statement(
      `repair.${kind}-choices`,
      `${ALIKE}, asked AS (
         SELECT product_group_path($2) AS groups, $5::uuid AS fault_id, $6::uuid AS cause_id,
                EXISTS (SELECT FROM product_group WHERE id = ANY (product_group_path($2)) AND strict_codes) AS strict
       ), used AS (
         SELECT code_id, count(DISTINCT order_id)::int AS repairs FROM (${USED[kind]}) u WHERE code_id IS NOT NULL GROUP BY code_id
       ), judged AS (
         SELECT c.*, coalesce(used.repairs, 0) AS repairs, ${LISTED[kind]} AS listed, asked.strict
           FROM asked CROSS JOIN service_code c LEFT JOIN used ON used.code_id = c.id
          WHERE c.kind = '${kind}' AND c.retired_on IS NULL AND NOT c.is_heading
            AND (c.group_id IS NULL OR c.group_id = ANY (asked.groups))
       ), meant AS (
         SELECT *, bool_or(repairs > 0 OR listed) OVER () AS known FROM judged
       )
       SELECT c.id, c.code, ${nameJson('c')} AS name, CASE WHEN h.id IS NOT NULL THEN ${codedJson('h')} END AS heading,
              c.repairs, c.listed
         FROM meant c LEFT JOIN service_code h ON h.id = c.heading_id
        WHERE CASE WHEN $7::text IS NULL THEN c.repairs > 0 OR c.listed OR c.known IS NOT TRUE ELSE c.search_text LIKE $7 END
          ${IS_LISTED_SET.includes(kind) ? 'AND (NOT c.strict OR c.listed)' : ''}
        ORDER BY c.repairs DESC, (c.listed IS TRUE) DESC, h.position NULLS FIRST, h.code, c.position, c.code LIMIT 30`,
    ),
  ]),
) as Readonly<Record<BenchCode, Statement>>;

/** R21. Which codes the bench may mean, by what own repairs had and what the catalogue lists. */
@Injectable()
export class CodeChoicesQueries {
  constructor(private readonly db: Database) {}

  /** 30 at most, those that own repairs had most often first, then those that are listed. 404 for an order of another centre. */
  async of(actor: Actor, orderId: Id, { kind, q, ...chosen }: ChosenCodes): Promise<CodeChoice[]> {
    const { productId, groupId } = await orderSeen(this.db, actor, orderId);
    return this.db.rows<CodeChoice & Record<string, unknown>>(choices[kind], [
      chosen.symptomCodeId ?? null,
      groupId,
      productId,
      orderId,
      chosen.faultCodeId ?? null,
      chosen.causeCodeId ?? null,
      containsPattern(q),
    ]);
  }
}
