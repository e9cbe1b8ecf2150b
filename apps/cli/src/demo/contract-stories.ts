import { Injectable } from '@nestjs/common';
import { BillingQueries, PaymentsService } from '@aftercare/billing';
import { ContractBillingService } from '@aftercare/contracts';
import { SYSTEM, type Tx } from '@aftercare/platform';
import type { Story } from './demo-days.js';
import type { DemoTeam, DemoWorld } from './repair-stories.js';

const OPENING = 8 * 60;
const AFTERNOON = 14 * 60;
const FIRST_DAY_AGO = 48;
const PAID_AGO = 44;

/** What contracts are billed as time goes by, and the first instalment, which its customer pays. */
@Injectable()
export class ContractStories {
  constructor(
    private readonly billing: ContractBillingService,
    private readonly invoices: BillingQueries,
    private readonly payments: PaymentsService,
  ) {}

  all(tx: Tx, world: DemoWorld): Story[] {
    return [this.bill(tx, world), ...Object.values(world.teams).map((team) => this.pay(tx, world, team))];
  }

  private async *bill(tx: Tx, { days }: DemoWorld): Story {
    for (let ago = FIRST_DAY_AGO; ago >= 0; ago--) {
      yield days.at(ago, OPENING);
      await this.billing.tellOfDue(tx, SYSTEM);
    }
  }

  private async *pay(tx: Tx, { days }: DemoWorld, { cashier, centerId }: DemoTeam): Story {
    yield days.at(PAID_AGO, AFTERNOON);
    const open = await this.invoices.listInvoices(cashier, { centerId, kind: ['contract'], limit: 50 });
    const oldest = open.data.at(-1);
    if (!oldest) return;
    const { id: invoiceId, due: amount } = oldest;
    await this.payments.take(tx, cashier, { invoiceId, amount, method: 'transfer', reference: '1405-88213' });
  }
}
