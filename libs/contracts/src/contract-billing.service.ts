import { type CivilDate, civilDateIn, Clock, type Id, newId } from '@aftercare/kernel';
import { CompanyQueries } from '@aftercare/organization';
import { type Actor, execute, notFound, Outbox, saveRoot, statement, type Tx } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import { billingDays, type BillingTerms, type Instalment, MOST_INSTALMENTS, planInstalments } from './billing-plan.js';
import { addendaOfContract, centersOfContract, lockContract } from './contract-rows.js';
import type { ContractMove } from './contract-status.js';
import { termsOn } from './contract-terms.js';
import { billedBeyondPrice, billingCenterOutside, tooManyInstalments } from './contracts.errors.js';
import { type ContractFact, instalmentDue } from './contracts.events.js';
import { ServiceContract } from './service-contract.entity.js';

/** A plan for a contract that runs already; `billedElsewhere` of its price is no matter of ours any more, in minor units. */
export interface NewBillingPlan extends BillingTerms {
  readonly billedElsewhere: number;
}

const dropOpen = statement(
  'contracts.drop-open-instalments',
  `DELETE FROM service_contract_instalment
    WHERE contract_id = $1 AND told_on IS NULL AND ($2::date IS NULL OR due_on >= $2)`,
);
const dropOfEnded = statement(
  'contracts.drop-instalments-of-ended',
  `DELETE FROM service_contract_instalment i USING service_contract c
    WHERE c.id = i.contract_id AND c.state = 'expired' AND i.told_on IS NULL`,
);
const keptOf = statement(
  'contracts.instalments-of',
  'SELECT number, due_on AS "dueOn", amount FROM service_contract_instalment WHERE contract_id = $1 ORDER BY number',
);
const addInstalments = statement(
  'contracts.add-instalments',
  `INSERT INTO service_contract_instalment (id, contract_id, number, due_on, amount)
   SELECT id, $1, number, due_on, amount
     FROM unnest($2::uuid[], $3::int[], $4::date[], $5::bigint[]) AS planned(id, number, due_on, amount)`,
);
// Claims its rows by changing them, so that nobody tells of one twice. $2 due by then, $3 and $4 of one contract only.
const tell = statement(
  'contracts.tell-of-due-instalments',
  `WITH told AS (
     UPDATE service_contract_instalment i SET told_on = $1 FROM service_contract c
      WHERE c.id = i.contract_id AND c.state = 'active' AND i.told_on IS NULL AND ($2::date IS NULL OR i.due_on <= $2)
        AND ($3::uuid IS NULL OR i.contract_id = $3) AND ($4::int IS NULL OR i.number = $4)
     RETURNING i.id AS "instalmentId", i.number AS instalment, i.due_on AS "dueOn", i.amount,
               c.id, c.number, c.kind, c.customer_id AS "customerId", c.starts_on AS "startsOn", c.ends_on AS "endsOn",
               c.billing_center_id AS "centerId"
   )
   SELECT * FROM told ORDER BY id, "dueOn", instalment`,
);

type Told = ContractFact & {
  id: Id;
  instalmentId: Id;
  instalment: number;
  dueOn: CivilDate;
  amount: number;
  centerId: Id;
};

/** What is billed of a contract's price and when. The invoices themselves are a matter of billing. */
@Injectable()
export class ContractBillingService {
  constructor(
    private readonly company: CompanyQueries,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** C13. Gives a contract that runs a plan, or another one, for what is not billed yet; nothing is billed for days gone by. */
  async plan(tx: Tx, actor: Actor, id: Id, expected: number, input: NewBillingPlan): Promise<void> {
    const contract = await lockContract(tx, actor, id, expected);
    const today = await this.today(tx);
    contract.assertMay('plan-billing', today);
    await this.assertSound(tx, contract, input, await centersOfContract(tx, id));
    if (input.billedElsewhere > (await priceOf(tx, contract))) throw billedBeyondPrice();
    contract.agreeBilling(input);
    contract.billedElsewhere = input.billedElsewhere;
    await saveRoot(tx, ServiceContract, contract);
    await this.replan(tx, contract, today > contract.startsOn ? today : contract.startsOn);
    await this.outbox.audit(tx, actor, {
      name: 'contracts.billing-planned',
      subject: { type: 'service-contract', id },
      centerId: input.centerId,
      details: { number: contract.number, ...input },
    });
    await this.tellOfDue(tx, actor, id);
  }

  /** C14. Has one instalment billed now, before its day; once told of it stays, so asking again changes nothing. */
  async bill(tx: Tx, actor: Actor, id: Id, number: number): Promise<void> {
    const contract = await lockContract(tx, actor, id);
    const kept = await execute<Instalment>(tx, keptOf, [id]);
    if (!kept.some((instalment) => instalment.number === number)) throw notFound();
    const today = await this.today(tx);
    contract.assertMay('bill', today);
    await this.publish(tx, actor, [today, null, id, number]);
  }

  /** C13. What a move of a contract means for its plan: signed it is planned, resumed it is billed, ended it is not. */
  async follow(tx: Tx, actor: Actor, contract: ServiceContract, act: ContractMove): Promise<void> {
    switch (act) {
      case 'activate':
        if (contract.billing) {
          await this.assertSound(tx, contract, contract.billing, await centersOfContract(tx, contract.id));
          await this.replan(tx, contract, contract.startsOn);
        }
        await this.tellOfDue(tx, actor, contract.id);
        return;
      case 'resume':
        await this.tellOfDue(tx, actor, contract.id);
        return;
      case 'suspend':
        return;
      case 'terminate':
        await execute(tx, dropOpen, [contract.id, null]);
    }
  }

  /** C13. Another price is shared by what is not billed yet and due from its day on. */
  async reprice(tx: Tx, actor: Actor, contract: ServiceContract, effectiveOn: CivilDate): Promise<void> {
    if (!contract.billing) return;
    await this.replan(tx, contract, effectiveOn);
    await this.tellOfDue(tx, actor, contract.id);
  }

  /** C14. Tells of each instalment that is due today or was due before, once. Returns how many. */
  async tellOfDue(tx: Tx, actor: Actor, contractId: Id | null = null): Promise<number> {
    const today = await this.today(tx);
    return this.publish(tx, actor, [today, today, contractId, null]);
  }

  /** C13. What contracts that expired while they were suspended left open falls away. */
  async dropOfExpired(tx: Tx): Promise<void> {
    await execute(tx, dropOfEnded, []);
  }

  /** C12. Refuses a plan of a centre that does not honour the contract, or of too many parts. */
  async assertSound(
    tx: Tx,
    period: Pick<ServiceContract, 'startsOn' | 'endsOn'>,
    billing: BillingTerms,
    centerIds: readonly Id[],
  ): Promise<void> {
    if (centerIds.length > 0 && !centerIds.includes(billing.centerId)) throw billingCenterOutside();
    const { calendar } = await this.company.current(tx);
    if (billingDays(period, billing, calendar).length > MOST_INSTALMENTS) {
      throw tooManyInstalments({ most: MOST_INSTALMENTS });
    }
  }

  private async replan(tx: Tx, contract: ServiceContract, from: CivilDate): Promise<void> {
    const { id, billing, billedElsewhere } = contract;
    if (!billing) return;
    const { calendar } = await this.company.current(tx);
    // Dropped before the rest is read: what a daily run tells of meanwhile is kept and counted.
    await execute(tx, dropOpen, [id, from]);
    const kept = await execute<Instalment>(tx, keptOf, [id]);
    const rest = kept.reduce((sum, { amount }) => sum - amount, (await priceOf(tx, contract)) - billedElsewhere);
    const plan = planInstalments(rest, billingDays(contract, billing, calendar), from, kept);
    await execute(tx, addInstalments, [
      id,
      plan.map(newId),
      plan.map(({ number }) => number),
      plan.map(({ dueOn }) => dueOn),
      plan.map(({ amount }) => amount),
    ]);
  }

  private async publish(
    tx: Tx,
    actor: Actor,
    which: readonly [today: CivilDate, by: CivilDate | null, contractId: Id | null, number: number | null],
  ): Promise<number> {
    const told = await execute<Told>(tx, tell, which);
    for (const { id, ...fact } of told) {
      await this.outbox.publish(tx, actor, instalmentDue({ id, centerId: fact.centerId }, fact));
    }
    return told.length;
  }

  private async today(tx: Tx): Promise<CivilDate> {
    const { timeZone } = await this.company.current(tx);
    return civilDateIn(this.clock.now(), timeZone);
  }
}

/** C4. The price as all addenda leave it. */
async function priceOf(tx: Tx, { id, terms, endsOn }: ServiceContract): Promise<number> {
  return termsOn(terms, await addendaOfContract(tx, id), endsOn).price;
}
