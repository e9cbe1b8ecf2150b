import { Injectable } from '@nestjs/common';
import { type Id, newId } from '@aftercare/kernel';
import {
  type Actor,
  execute,
  type FieldFault,
  lockRoot,
  Outbox,
  saveRoot,
  statement,
  type Tx,
} from '@aftercare/platform';
import { choosableCodes } from './choosable-codes.js';
import { combinationNotListed, unknownCode } from './catalog.errors.js';
import { combinationSaved } from './catalog.events.js';
import { CodeCombination } from './code-combination.entity.js';

export type NewCombination = Omit<CodeCombination, 'id' | 'version'>;
export type CombinationChanges = Partial<NewCombination>;

/** Codes that somebody wants to use together on a product; null where none was chosen. `pointer` is the place of the fault. */
export interface UsedTogether {
  readonly symptomId: Id | null;
  readonly faultId: Id | null;
  readonly causeId: Id | null;
  readonly repairId: Id | null;
  readonly pointer: string;
}

const same = statement(
  'catalog.same-combination',
  `SELECT 1 AS found FROM code_combination
    WHERE group_id IS NOT DISTINCT FROM $1 AND symptom_id IS NOT DISTINCT FROM $2 AND fault_id IS NOT DISTINCT FROM $3
      AND cause_id IS NOT DISTINCT FROM $4 AND repair_id IS NOT DISTINCT FROM $5`,
);
const unlisted = statement(
  'catalog.unlisted-combinations',
  `SELECT used.pointer
     FROM (SELECT product_group_path(group_id) AS groups FROM product WHERE id = $1) p
     CROSS JOIN jsonb_to_recordset($2) AS used(pointer text, "symptomId" uuid, "faultId" uuid, "causeId" uuid, "repairId" uuid)
    WHERE EXISTS (SELECT FROM product_group g WHERE g.id = ANY (p.groups) AND g.strict_codes)
      AND code_combination_listed(p.groups, "symptomId", "faultId", "causeId", "repairId") IS NOT TRUE
    ORDER BY used.pointer`,
);

/** C15. Which symptom, fault, cause and repair go together. */
@Injectable()
export class CombinationsService {
  constructor(private readonly outbox: Outbox) {}

  async create(tx: Tx, actor: Actor, input: NewCombination): Promise<Id> {
    await assertKinds(tx, input);
    const id = newId();
    await tx.insert(CodeCombination, { ...input, id, version: 1 });
    await this.tell(tx, actor, id, 'created', input);
    return id;
  }

  /** Makes it unless it is there; says whether it was made. */
  async ensure(tx: Tx, actor: Actor, input: NewCombination): Promise<boolean> {
    const { groupId, symptomId, faultId, causeId, repairId } = input;
    if ((await execute(tx, same, [groupId, symptomId, faultId, causeId, repairId])).length > 0) return false;
    await this.create(tx, actor, input);
    return true;
  }

  async change(tx: Tx, actor: Actor, id: Id, version: number, changes: CombinationChanges): Promise<void> {
    const combination = await lockRoot(tx, CodeCombination, id, version);
    await assertKinds(tx, changes);
    await saveRoot(tx, CodeCombination, Object.assign(combination, changes));
    await this.tell(tx, actor, id, 'changed', changes);
  }

  /** Takes it off the list; what was found by it stays as it is. */
  async remove(tx: Tx, actor: Actor, id: Id, version: number): Promise<void> {
    const { id: _, version: __, ...combination } = await lockRoot(tx, CodeCombination, id, version);
    await tx.delete(CodeCombination, { id });
    await this.tell(tx, actor, id, 'removed', combination);
  }

  private tell(
    tx: Tx,
    actor: Actor,
    id: Id,
    change: 'created' | 'changed' | 'removed',
    details: CombinationChanges,
  ): Promise<void> {
    return this.outbox.publish(tx, actor, combinationSaved({ id, centerId: null }, { change }), details);
  }
}

/**
 * C15. Refuses what is not listed where the product's group, or one above it, admits listed combinations only; each fault of
 * the problem points at the code that does not go with the others.
 */
export async function assertListed(tx: Tx, productId: Id, used: readonly UsedTogether[]): Promise<void> {
  const asked = used.filter(
    (each) => [each.symptomId, each.faultId, each.causeId, each.repairId].filter(Boolean).length > 1,
  );
  if (asked.length === 0) return;
  const rows = await execute<{ pointer: string }>(tx, unlisted, [productId, JSON.stringify(asked)]);
  if (rows.length === 0) return;
  const { code, title } = combinationNotListed;
  throw combinationNotListed(
    {},
    rows.map(({ pointer }): FieldFault => ({ pointer, code, detail: title })),
  );
}

async function assertKinds(tx: Tx, { symptomId, faultId, causeId, repairId }: CombinationChanges): Promise<void> {
  const wanted = { symptom: symptomId, fault: faultId, cause: causeId, repair: repairId };
  const codes = await choosableCodes(tx, Object.values(wanted));
  for (const [kind, id] of Object.entries(wanted)) {
    if (!id || codes.get(id)?.kind === kind) continue;
    throw unknownCode({}, [{ pointer: `/${kind}Id`, code: unknownCode.code, detail: unknownCode.title }]);
  }
}
