import type { Id } from '@aftercare/kernel';
import { assertNetworkWide } from '@aftercare/organization';
import { type Actor, execute, lockRoot, notFound, statement, type Tx, worksIn } from '@aftercare/platform';
import type { TermsChange } from './contract-terms.js';
import { ServiceContract } from './service-contract.entity.js';

const centersOf = statement(
  'contracts.centers-of',
  'SELECT center_id AS id FROM service_contract_center WHERE contract_id = $1',
);
const addendaOf = statement(
  'contracts.addenda-of',
  `SELECT number, effective_on AS "effectiveOn", changes FROM service_contract_addendum
    WHERE contract_id = $1 ORDER BY number`,
);

/** The centres that a contract names; none: every one. */
export async function centersOfContract(tx: Tx, id: Id): Promise<Id[]> {
  return (await execute<{ id: Id }>(tx, centersOf, [id])).map((center) => center.id);
}

/** C3. What was agreed on since it was signed, the first first. */
export function addendaOfContract(tx: Tx, id: Id): Promise<TermsChange[]> {
  return execute<TermsChange>(tx, addendaOf, [id]);
}

/** C7. Locks a contract for whoever may write it. 404 when it is a matter of other centres. */
export async function lockContract(tx: Tx, actor: Actor, id: Id, expected?: number): Promise<ServiceContract> {
  const centers = await centersOfContract(tx, id);
  if (centers.length > 0 && !centers.some((centerId) => worksIn(actor, centerId))) throw notFound();
  const contract = await lockRoot(tx, ServiceContract, id, expected);
  assertManages(actor, centers);
  return contract;
}

/** C7. Who works in some centres writes contracts of those centres; one for every centre is the network's. */
export function assertManages(actor: Actor, centerIds: readonly Id[]): void {
  if (centerIds.length === 0 || !centerIds.every((id) => worksIn(actor, id))) assertNetworkWide(actor);
}
