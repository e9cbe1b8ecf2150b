import { BrandsService, CatalogModule, ProductGroupsService, ProductsService } from '@aftercare/catalog';
import { CustomersService } from '@aftercare/customers';
import type { Id } from '@aftercare/kernel';
import { type Actor, Database, type Permission, PlatformModule, SYSTEM, type Tx } from '@aftercare/platform';
import { testDatabase } from '@aftercare/testing';
import { Test, type TestingModule } from '@nestjs/testing';
import {
  type DeviceFilter,
  DevicesModule,
  DevicesQueries,
  DevicesService,
  type DeviceView,
  type FoundDevice,
  type NewDevice,
  OwnershipService,
  type PresentedDevice,
} from '../index.js';

export const clerk: Actor = {
  ...SYSTEM,
  kind: 'staff',
  name: 'رضا',
  permissions: new Set<Permission>(['device.read', 'customer.read']),
};

interface World {
  readonly brand: Id;
  readonly other: Id;
  /** Of the brand; its serials have a pattern. */
  readonly fridge: Id;
  readonly phone: Id;
  /** Of the other brand. */
  readonly foreign: Id;
  readonly maryam: Id;
  readonly ali: Id;
}

/** The installed base over a database of its own, emptied before each test, with a few products and two customers. */
export class DevicesWorkbench {
  world: World;
  private app: TestingModule;

  static forThisFile(): DevicesWorkbench {
    const bench = new DevicesWorkbench();
    const database = testDatabase();
    beforeAll(async () => {
      const platform = PlatformModule.forRoot({ databaseUrl: database.url, poolSize: 8, applicationName: 'test' });
      bench.app = await Test.createTestingModule({ imports: [platform, CatalogModule, DevicesModule] }).compile();
      await bench.app.init();
    });
    beforeEach(async () => {
      await database.emptyTables();
      bench.world = await bench.write((tx) => bench.settle(tx));
    });
    afterAll(() => bench.app.close());
    return bench;
  }

  get db(): Database {
    return this.app.get(Database);
  }
  get devices(): DevicesService {
    return this.app.get(DevicesService);
  }
  get queries(): DevicesQueries {
    return this.app.get(DevicesQueries);
  }

  get<T>(type: new (...parameters: never[]) => T): T {
    return this.app.get<T>(type, { strict: false });
  }

  readonly write = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => this.db.transaction(work);

  /** A fridge with the serial SN-1234, where nothing else is said. */
  readonly register = (input: Partial<NewDevice> = {}): Promise<Id> =>
    this.write((tx) => this.devices.register(tx, clerk, { ...this.fridge(), ...input }));

  /** The same fridge brought to the front desk by Maryam. */
  readonly present = (input: Partial<PresentedDevice> = {}): Promise<FoundDevice> => {
    const brought = { ...this.fridge(), imei: null, customerId: this.world.maryam, ownedFrom: '2025-03-21' };
    return this.write((tx) => this.devices.findOrRegister(tx, clerk, { ...brought, ...input }));
  };

  readonly transfer = (id: Id, customerId: Id, on: string): Promise<void> =>
    this.write((tx) => this.get(OwnershipService).transfer(tx, clerk, id, customerId, on));

  readonly view = (id: Id): Promise<DeviceView> => this.queries.get(clerk, id);

  readonly ids = async (filter: Partial<DeviceFilter> = {}, actor = clerk): Promise<Id[]> =>
    (await this.queries.list(actor, { limit: 50, ...filter })).data.map((device) => device.id);

  /** What its timeline tells, newest first. */
  readonly kinds = async (id: Id): Promise<string[]> =>
    (await this.queries.timeline(id, { limit: 50 })).data.map((entry) => entry.kind);

  private fridge() {
    return { brandId: this.world.brand, productId: this.world.fridge, serial: 'SN-1234' };
  }

  private async settle(tx: Tx): Promise<World> {
    const name = (en: string) => ({ fa: null, en });
    const brand = await this.get(BrandsService).create(tx, SYSTEM, { name: name('Snowa') });
    const other = await this.get(BrandsService).create(tx, SYSTEM, { name: name('Tara') });
    const group = { parentId: null, code: 'home', name: name('Home') };
    const groupId = await this.get(ProductGroupsService).create(tx, SYSTEM, group);
    const product = (brandId: Id, code: string, serialPattern: string | null): Promise<Id> =>
      this.get(ProductsService).create(tx, SYSTEM, { brandId, groupId, code, name: name(code), serialPattern });
    const customer = (fa: string, mobile: string): Promise<Id> =>
      this.get(CustomersService).create(tx, SYSTEM, { kind: 'person', name: fa, mobile, locale: 'fa' });
    return {
      brand,
      other,
      fridge: await product(brand, 'RF-540', 'SN9999'),
      phone: await product(brand, 'P-1', null),
      foreign: await product(other, 'X-1', null),
      maryam: await customer('مریم احمدی', '09123456789'),
      ali: await customer('علی رضایی', '09351112233'),
    };
  }
}
