import { Injectable } from '@nestjs/common';
import type { Id } from '@aftercare/kernel';
import {
  codedJson,
  containsPattern,
  Database,
  decodeCursor,
  type Name,
  type Page,
  statement,
  toPage,
} from '@aftercare/platform';

interface Coded {
  readonly id: Id;
  readonly code: string;
  readonly name: Name;
}

/** Codes that go together for a product group and those below it; null stands for any. */
export interface CombinationView {
  readonly id: Id;
  readonly group: Coded | null;
  readonly symptom: Coded | null;
  readonly fault: Coded | null;
  readonly cause: Coded | null;
  readonly repair: Coded | null;
  readonly version: number;
}

export interface CombinationsFilter {
  /** Finds letters in the codes and names it is made of. */
  readonly q?: string;
  /** Only what holds for this product group: for it, one above it, or every one. */
  readonly groupId?: Id;
  readonly symptomId?: Id;
  readonly faultId?: Id;
  readonly limit: number;
  readonly cursor?: string;
}

const coded = (alias: string): string => `CASE WHEN ${alias}.id IS NOT NULL THEN ${codedJson(alias)} END`;
const COMBINATION = `
  SELECT x.id, ${coded('g')} AS "group", ${coded('s')} AS symptom, ${coded('f')} AS fault, ${coded('c')} AS cause,
         ${coded('r')} AS repair, x.version, place.key AS sort_text
    FROM code_combination x
    LEFT JOIN product_group g ON g.id = x.group_id
    LEFT JOIN service_code s ON s.id = x.symptom_id LEFT JOIN service_code f ON f.id = x.fault_id
    LEFT JOIN service_code c ON c.id = x.cause_id LEFT JOIN service_code r ON r.id = x.repair_id
    CROSS JOIN LATERAL (SELECT concat_ws(' ', coalesce(s.code, '~'), coalesce(f.code, '~'), coalesce(c.code, '~'),
                                         coalesce(r.code, '~')) COLLATE "C" AS key) place`;

const sql = {
  list: statement(
    'catalog.combinations',
    `${COMBINATION}
      WHERE ($1::text IS NULL OR concat_ws(' ', s.search_text, f.search_text, c.search_text, r.search_text) LIKE $1)
        AND ($2::text IS NULL OR (place.key, x.id) > ($2, $3::uuid))
        AND ($5::uuid IS NULL OR x.group_id IS NULL OR x.group_id = ANY (product_group_path($5)))
        AND ($6::uuid IS NULL OR x.symptom_id = $6) AND ($7::uuid IS NULL OR x.fault_id = $7)
      ORDER BY place.key, x.id LIMIT $4`,
  ),
  one: statement('catalog.combination', `${COMBINATION} WHERE x.id = $1`),
} as const;

/** C15. The list of codes that go together. */
@Injectable()
export class CombinationsQueries {
  constructor(private readonly db: Database) {}

  /** By the codes of symptom, fault, cause and repair; what names none of a kind comes last. */
  async list(filter: CombinationsFilter): Promise<Page<CombinationView>> {
    const after = decodeCursor(filter.cursor, 2);
    const rows = await this.db.rows<CombinationView & { sort_text: string }>(sql.list, [
      containsPattern(filter.q),
      after?.[0] ?? null,
      after?.[1] ?? null,
      filter.limit + 1,
      filter.groupId ?? null,
      filter.symptomId ?? null,
      filter.faultId ?? null,
    ]);
    return toPage(rows, filter.limit, (row) => [row.sort_text, row.id], viewOf);
  }

  async get(id: Id): Promise<CombinationView> {
    return viewOf(await this.db.one<CombinationView & { sort_text: string }>(sql.one, [id]));
  }
}

function viewOf({ sort_text: _, ...view }: CombinationView & { sort_text: string }): CombinationView {
  return view;
}
