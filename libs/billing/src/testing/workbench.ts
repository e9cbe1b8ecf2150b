import { Clock, FixedClock, type Id, newId } from '@aftercare/kernel';
import { type Actor, Database, PlatformModule, SYSTEM, type Tx } from '@aftercare/platform';
import { testDatabase, withoutOrders } from '@aftercare/testing';
import { Test, type TestingModule } from '@nestjs/testing';
import { BillingModule } from '../billing.module.js';
import { BillingQueries } from '../billing.queries.js';
import type { BillableLine } from '../invoice-lines.js';
import { InvoicesService, type IssuedInvoices, type NewInvoices } from '../invoices.service.js';
import { PaymentsService } from '../payments.service.js';
import { TaxRatesService } from '../tax-rates.service.js';

/** A till over a database of its own, emptied before each test, on a clock that tests set; many connections at once. */
export class BillingWorkbench {
  readonly clock = new FixedClock(new Date('2026-05-02T09:30:00Z'));
  private app: TestingModule;

  static forThisFile(): BillingWorkbench {
    const bench = new BillingWorkbench();
    const database = testDatabase();
    beforeAll(async () => {
      bench.app = await Test.createTestingModule({
        imports: [
          PlatformModule.forRoot({ databaseUrl: database.url, poolSize: 24, applicationName: 'test' }),
          BillingModule,
        ],
      })
        .overrideProvider(Clock)
        .useValue(bench.clock)
        .compile();
      await withoutOrders(bench.db.source);
    });
    beforeEach(async () => {
      await database.emptyTables();
      bench.clock.set('2026-05-02T09:30:00Z');
    });
    afterAll(() => bench.app.close());
    return bench;
  }

  get db(): Database {
    return this.app.get(Database);
  }
  get invoices(): InvoicesService {
    return this.app.get(InvoicesService);
  }
  get payments(): PaymentsService {
    return this.app.get(PaymentsService);
  }
  get taxRates(): TaxRatesService {
    return this.app.get(TaxRatesService);
  }
  get queries(): BillingQueries {
    return this.app.get(BillingQueries);
  }

  write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.db.transaction(work);
  }

  sql(text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
    return this.db.source.query(text, values);
  }

  aCenter(code?: string, timeZone?: string): Promise<{ centerId: Id; centerCode: string }> {
    return aCenter(this.db, code, timeZone);
  }

  aCustomer(name?: string): Promise<Id> {
    return aCustomer(this.db, name);
  }

  /** What `issue` takes, for a new centre and customer unless told otherwise. */
  async aBill(input: Partial<NewInvoices> = {}): Promise<NewInvoices> {
    const center = input.centerId && input.centerCode ? {} : await this.aCenter();
    return {
      orderId: newId(),
      receptionId: null,
      customerId: input.customerId ?? (await this.aCustomer()),
      on: '2026-05-02',
      year: 1405,
      currency: 'IRR',
      lines: [aLine()],
      ...(center as { centerId: Id; centerCode: string }),
      ...input,
    };
  }

  async issue(input: Partial<NewInvoices> = {}, actor: Actor = SYSTEM): Promise<IssuedInvoices & { orderId: Id }> {
    const bill = await this.aBill(input);
    const issued = await this.write((tx) => this.invoices.issue(tx, actor, bill));
    return { ...issued, orderId: bill.orderId };
  }

  pay(
    invoiceId: Id,
    amount: number,
    actor: Actor = SYSTEM,
    method: 'cash' | 'card' | 'transfer' = 'cash',
  ): Promise<Id> {
    return this.write((tx) => this.payments.take(tx, actor, { invoiceId, amount, method, reference: null }));
  }
}

export async function aCenter(
  db: Database,
  code = 'THR1',
  timeZone = 'Asia/Tehran',
): Promise<{ centerId: Id; centerCode: string }> {
  const centerId = newId();
  await db.source.query(
    `INSERT INTO service_center (id, code, name_fa, name_en, phone, address, time_zone, calendar)
     VALUES ($1, $2, 'مرکز', 'Centre', '02188880000', 'Enghelab St. 1', $3, 'jalali')`,
    [centerId, code, timeZone],
  );
  return { centerId, centerCode: code };
}

export async function aCustomer(db: Database, name = 'Sara Ahmadi'): Promise<Id> {
  const id = newId();
  await db.source.query(
    `INSERT INTO customer (id, kind, name, national_id, mobile, locale)
     VALUES ($1, 'person', $2, '0012345679', '+989121234567', 'fa')`,
    [id, name],
  );
  return id;
}

/** One charged line of 1 000 000 unless told otherwise. */
export function aLine(line: Partial<BillableLine> = {}): BillableLine {
  return {
    orderLineId: newId(),
    decisionId: null,
    description: { fa: 'برد', en: 'Board' },
    class: 'parts',
    quantity: 1,
    unitPrice: 1_000_000,
    coveredPercent: 0,
    coveredAtMost: null,
    claims: [],
    ...line,
  };
}

/** Scenario 2: a covered board beside labour, travel and a screen that are not. */
export function scenario2(): BillableLine[] {
  return [
    aLine({
      unitPrice: 12_000_000,
      coveredPercent: 100,
      claims: [{ payer: 'maker', amount: 8_625_000 }],
      decisionId: newId(),
    }),
    aLine({ class: 'labour', unitPrice: 3_000_000, description: { fa: 'اجرت', en: 'Labour' } }),
    aLine({ class: 'travel', unitPrice: 800_000, description: { fa: 'ایاب و ذهاب', en: 'Travel' } }),
    aLine({ unitPrice: 9_000_000, description: { fa: 'نمایشگر', en: 'Screen' } }),
  ];
}

/** A clerk of these centres only. */
export function clerkOf(...centers: Id[]): Actor {
  return { kind: 'staff', accountId: null, name: 'Sara', permissions: new Set(), centers, requestId: null };
}

/** The code of the refusal a promise ends in, or the constraint the database refused by. */
export async function refusalOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    const { code, driverError } = error as { code?: string; driverError?: { constraint?: string; code?: string } };
    return driverError?.constraint ?? driverError?.code ?? code ?? String(error);
  }
  return 'accepted';
}
