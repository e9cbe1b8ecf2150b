import { Injectable } from '@nestjs/common';
import { type CivilDate, Clock, type Id, newId } from '@aftercare/kernel';
import { CompanyQueries } from '@aftercare/organization';
import {
  type Actor,
  assertWorksIn,
  execute,
  lockRoot,
  nextGaplessNumber,
  Outbox,
  saveRoot,
  staleVersion,
  statement,
  type Tx,
} from '@aftercare/platform';
import { centerDay } from './center-day.js';
import { coverUnexplained, nothingToInvoice } from './billing.errors.js';
import { invoiceIssued, invoiceWrittenOff } from './billing.events.js';
import { DepositsService } from './deposits.service.js';
import { InvoiceLine } from './invoice-line.entity.js';
import {
  type BillableLine,
  type ContractInstalment,
  lineForCustomer,
  lineForPayer,
  lineOfInstalment,
  type PricedLine,
  sumOf,
} from './invoice-lines.js';
import { Invoice, type InvoiceKind, WARRANTY_PAYERS } from './invoice.entity.js';
import { TaxRatesService } from './tax-rates.service.js';

/** All that is to be invoiced for one order. `on` is today in the centre's zone, `year` its year in the company's calendar. */
export interface NewInvoices {
  readonly orderId: Id;
  readonly receptionId: Id | null;
  readonly centerId: Id;
  readonly centerCode: string;
  readonly customerId: Id;
  readonly on: CivilDate;
  readonly year: number;
  readonly currency: string;
  readonly lines: readonly BillableLine[];
  /** Whether claims carry tax too; they do not unless asked. */
  readonly claimsTaxed?: boolean;
}

export interface IssuedInvoices {
  readonly customerInvoiceId: Id;
  /** One per payer of a guarantee who owes something for these lines. */
  readonly warrantyInvoiceIds: readonly Id[];
}

const insertWriteOff = statement(
  'billing.insert-write-off',
  `INSERT INTO invoice_write_off (invoice_id, amount, reason, written_off_at, written_off_by) VALUES ($1, $2, $3, $4, $5)`,
);

type Head = Pick<Invoice, 'kind' | 'customerId' | 'payer' | 'orderId' | 'receptionId' | 'contractId'>;
type Issue = Pick<NewInvoices, 'centerId' | 'centerCode' | 'on' | 'year' | 'currency'>;

/** B8. */
const SERIES: Readonly<Record<InvoiceKind, string>> = { customer: 'INV', warranty: 'WIN', contract: 'CIN' };

@Injectable()
export class InvoicesService {
  constructor(
    private readonly company: CompanyQueries,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
    private readonly taxRates: TaxRatesService,
    private readonly deposits: DepositsService,
  ) {}

  /**
   * B1 to B6, B12. Issues the customer's invoice, which the order's deposits pay as far as they go, also over nothing, because it shows what was free, and one warranty
   * invoice per payer. The caller has locked the order. Refuses with `billing.already-invoiced`,
   * `billing.nothing-to-invoice`, `billing.cover-unexplained` or `billing.no-tax-rate`.
   */
  async issue(tx: Tx, actor: Actor, input: NewInvoices): Promise<IssuedInvoices> {
    assertWorksIn(actor, input.centerId);
    if (input.lines.length === 0) throw nothingToInvoice();
    assertCoverExplained(input.lines);
    const rates = await this.taxRates.of(tx, input.on);
    const { orderId, receptionId } = input;
    const order = { orderId, receptionId, contractId: null };

    const customerInvoiceId = await this.record(
      tx,
      actor,
      input,
      { ...order, kind: 'customer', customerId: input.customerId, payer: null },
      input.lines.map((line) => lineForCustomer(line, rates)),
    );
    const warrantyInvoiceIds: Id[] = [];
    for (const payer of WARRANTY_PAYERS) {
      const lines = input.lines.flatMap((line) =>
        line.claims
          .filter((claim) => claim.payer === payer)
          .map((claim) => lineForPayer(line, claim, input.claimsTaxed ? rates : null)),
      );
      if (lines.length === 0) continue;
      warrantyInvoiceIds.push(
        await this.record(tx, actor, input, { ...order, kind: 'warranty', customerId: null, payer }, lines),
      );
    }
    return { customerInvoiceId, warrantyInvoiceIds };
  }

  /**
   * B16. Issues the invoice of one instalment of a contract, on the day that it is at the centre. Refuses a second one with
   * `billing.already-invoiced`; also `billing.no-tax-rate`.
   */
  async issueForContract(tx: Tx, actor: Actor, instalment: ContractInstalment): Promise<Id> {
    const { centerId, contractId, customerId } = instalment;
    assertWorksIn(actor, centerId);
    const issue = await centerDay(tx, this.company, centerId, this.clock.now());
    const rates = await this.taxRates.of(tx, issue.on);
    const head = { kind: 'contract', customerId, payer: null, orderId: null, receptionId: null, contractId } as const;
    return this.record(tx, actor, issue, head, [lineOfInstalment(instalment, rates)]);
  }

  /** B15. Gives up the rest of an invoice. Refuses with `billing.nothing-due`. */
  async writeOff(tx: Tx, actor: Actor, id: Id, version: number, reason: string): Promise<void> {
    const invoice = await lockRoot(tx, Invoice, id);
    assertWorksIn(actor, invoice.centerId);
    if (invoice.version !== version) throw staleVersion();
    const amount = invoice.writeOff();
    await execute(tx, insertWriteOff, [id, amount, reason, this.clock.now(), actor.accountId]);
    await saveRoot(tx, Invoice, invoice);
    const { centerId, number, kind, payer, orderId, currency } = invoice;
    const fact = invoiceWrittenOff({ id, centerId }, { number, kind, payer, orderId, amount, currency });
    await this.outbox.publish(tx, actor, fact, { reason });
  }

  private async record(
    tx: Tx,
    actor: Actor,
    { centerId, centerCode, on, year, currency }: Issue,
    head: Head,
    lines: readonly PricedLine[],
  ): Promise<Id> {
    const id = newId();
    const { orderId } = head;
    const number = await nextGaplessNumber(tx, `${SERIES[head.kind]}-${centerCode}`, year);
    const sums = sumOf(lines);
    await tx.insert(Invoice, {
      ...head,
      ...sums,
      id,
      number,
      centerId,
      currency,
      paid: 0,
      writtenOff: 0,
      issuedOn: on,
      issuedAt: this.clock.now(),
      issuedBy: actor.accountId,
      version: 1,
    });
    await tx.insert(
      InvoiceLine,
      lines.map((line, index) => ({ ...line, id: newId(), invoiceId: id, kind: head.kind, position: index + 1 })),
    );
    await this.outbox.publish(
      tx,
      actor,
      invoiceIssued({ id, centerId }, { ...head, number, total: sums.total, currency }),
    );
    if (orderId !== null && head.kind === 'customer')
      await this.deposits.apply(tx, actor, id, { orderId, total: sums.total });
    return id;
  }
}

/** B6. */
function assertCoverExplained(lines: readonly BillableLine[]): void {
  const index = lines.findIndex(
    (line) => line.coveredPercent > 0 !== line.claims.length > 0 || (line.coveredPercent > 0 && !line.decisionId),
  );
  if (index >= 0) throw coverUnexplained({ position: index + 1 });
}
