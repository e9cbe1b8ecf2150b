import { CatalogModule, PartsService } from '@aftercare/catalog';
import { type Id, newId } from '@aftercare/kernel';
import { OrganizationModule, ServiceCentersService } from '@aftercare/organization';
import { type Actor, Database, PlatformModule, SYSTEM, type Tx } from '@aftercare/platform';
import { testDatabase, withoutOrders } from '@aftercare/testing';
import type { Type } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { GoodsReceiptsService } from '../goods-receipts.service.js';
import { InventoryModule } from '../inventory.module.js';
import { RequisitionsService, type SubmittedRequisition } from '../requisitions.service.js';
import { StockLocationsService } from '../stock-locations.service.js';
import type { StockPlace } from '../stock.js';

/** A centre with its branch location. */
export interface Store {
  readonly centerId: Id;
  readonly locationId: Id;
  readonly storekeeper: Actor;
}

/** The balance of a part as the table holds it. */
export interface RawBalance {
  readonly on_hand: number;
  readonly reserved: number;
  readonly value: number;
}

/** The inventory on a database of its own, for one test file. */
export class TestInventory {
  private readonly database = testDatabase();
  private app: TestingModule;

  /** How often transactions had to be repeated because they waited for each other crosswise. */
  retries = 0;

  constructor() {
    beforeAll(async () => {
      const platform = { databaseUrl: this.database.url, poolSize: 16, applicationName: 'test' };
      this.app = await Test.createTestingModule({
        imports: [PlatformModule.forRoot(platform), OrganizationModule, CatalogModule, InventoryModule],
      }).compile();
      await this.app.init();
      await withoutOrders(this.get(Database).source);
    });
    afterEach(() => this.database.emptyTables());
    afterAll(() => this.app.close());
  }

  get<T>(type: Type<T>): T {
    return this.app.get<T>(type);
  }

  run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    this.retries--;
    return this.get(Database).transaction((tx) => {
      this.retries++;
      return work(tx);
    });
  }

  rows<T>(sql: string, values: unknown[] = []): Promise<T[]> {
    return this.get(Database).source.query(sql, values);
  }

  async aStore(): Promise<Store> {
    const centerId = await this.run((tx) =>
      this.get(ServiceCentersService).create(tx, SYSTEM, {
        code: newId(),
        name: { fa: null, en: 'Centre' },
        phone: null,
        address: null,
        timeZone: 'Asia/Tehran',
        calendar: 'jalali',
      }),
    );
    const location = { centerId, code: 'MAIN', name: { fa: 'انبار', en: 'Store' }, kind: 'branch' } as const;
    const locationId = await this.run((tx) => this.get(StockLocationsService).create(tx, SYSTEM, location));
    const storekeeper: Actor = { ...SYSTEM, kind: 'staff', name: 'Storekeeper', centers: [centerId] };
    return { centerId, locationId, storekeeper };
  }

  aPart(name = 'Board'): Promise<Id> {
    const part = { sku: newId(), name: { fa: null, en: name }, brandId: null, groupId: null, listPrice: 0 };
    return this.run((tx) => this.get(PartsService).create(tx, SYSTEM, part));
  }

  receive(store: Store, partId: Id, quantity: number, unitCost: number): Promise<Id> {
    const { centerId, locationId, storekeeper } = store;
    const input = {
      centerId,
      locationId,
      supplier: 'Maker',
      documentNo: null,
      lines: [{ partId, quantity, unitCost }],
    };
    return this.run((tx) => this.get(GoodsReceiptsService).receive(tx, storekeeper, input));
  }

  /** One requisition of an order of its own, unless one is named. */
  request(store: Store, lines: readonly (readonly [Id, number])[], orderId = newId()): Promise<SubmittedRequisition> {
    const input = {
      orderId,
      centerId: store.centerId,
      lines: lines.map(([partId, quantity]) => ({ orderLineId: newId(), partId, quantity })),
    };
    return this.run((tx) => this.get(RequisitionsService).submit(tx, store.storekeeper, input));
  }

  async balance({ locationId, partId }: StockPlace): Promise<RawBalance | undefined> {
    const [row] = await this.rows<RawBalance>(
      'SELECT on_hand, reserved, value FROM stock_balance WHERE location_id = $1 AND part_id = $2',
      [locationId, partId],
    );
    return row;
  }

  /** Places where ledger and balance disagree, or a reservation belongs to nobody: always none (I1). */
  discrepancies(): Promise<object[]> {
    return this.rows(
      `SELECT b.location_id, b.part_id, b.on_hand, b.reserved, b.value, l.quantity, l.total, w.reserved AS wanted
         FROM stock_balance b
         CROSS JOIN LATERAL (SELECT coalesce(sum(quantity), 0) AS quantity, coalesce(sum(value), 0) AS total
                               FROM stock_ledger WHERE location_id = b.location_id AND part_id = b.part_id) l
         CROSS JOIN LATERAL (SELECT coalesce(sum(reserved), 0) AS reserved
                               FROM requisition_line WHERE location_id = b.location_id AND part_id = b.part_id) w
        WHERE (b.on_hand, b.value, b.reserved) IS DISTINCT FROM (l.quantity, l.total, w.reserved)`,
    );
  }

  /** The payloads of a fact, in order. */
  async facts<P>(name: string): Promise<P[]> {
    const rows = await this.rows<{ payload: P }>('SELECT payload FROM outbox_event WHERE name = $1 ORDER BY id', [
      name,
    ]);
    return rows.map((row) => row.payload);
  }
}
