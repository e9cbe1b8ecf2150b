import { BrandsService, CatalogModule, ProductGroupsService, ProductsService } from '@aftercare/catalog';
import { DevicesModule, DevicesService } from '@aftercare/devices';
import { Clock, FixedClock, type Id, newId } from '@aftercare/kernel';
import { CompanyQueries, ServiceCentersService } from '@aftercare/organization';
import { type Actor, Database, PlatformModule, SYSTEM, type Tx } from '@aftercare/platform';
import { testDatabase, withoutOrders } from '@aftercare/testing';
import { Test, type TestingModule } from '@nestjs/testing';
import { CardQueries } from '../card.queries.js';
import { CardsService } from '../cards.service.js';
import { CoverageService } from '../coverage.service.js';
import { type DraftPolicy, PoliciesService } from '../policies.service.js';
import { RegistrationsService } from '../registrations.service.js';
import { WarrantyModule } from '../warranty.module.js';
import { WarrantyQueries } from '../warranty.queries.js';
import { twoYearTerms } from './terms.js';

interface ProductRef {
  readonly brandId: Id;
  readonly productId: Id;
}

const EVERY_DEVICE = { brandId: null, productGroupId: null, productId: null };

/** The guarantee services over a database of their own, emptied before each test, on a clock that tests set. */
export class WarrantyWorkbench {
  readonly clock = new FixedClock(new Date('2026-01-01T08:00:00Z'));
  private app: TestingModule;

  static forThisFile(): WarrantyWorkbench {
    const bench = new WarrantyWorkbench();
    const database = testDatabase();
    beforeAll(async () => {
      bench.app = await Test.createTestingModule({
        imports: [
          PlatformModule.forRoot({ databaseUrl: database.url, poolSize: 6, applicationName: 'test' }),
          CatalogModule,
          DevicesModule,
          WarrantyModule,
        ],
      })
        .overrideProvider(Clock)
        .useValue(bench.clock)
        .compile();
      await withoutOrders(bench.db.source);
    });
    afterEach(() => database.emptyTables());
    afterAll(() => bench.app.close());
    return bench;
  }

  get db(): Database {
    return this.app.get(Database);
  }
  get policies(): PoliciesService {
    return this.app.get(PoliciesService);
  }
  get registrations(): RegistrationsService {
    return this.app.get(RegistrationsService);
  }
  get cards(): CardsService {
    return this.app.get(CardsService);
  }
  get cardQueries(): CardQueries {
    return this.app.get(CardQueries);
  }
  get coverage(): CoverageService {
    return this.app.get(CoverageService);
  }
  get queries(): WarrantyQueries {
    return this.app.get(WarrantyQueries);
  }

  get<T>(type: new (...parameters: never[]) => T): T {
    return this.app.get<T>(type, { strict: false });
  }

  /** After a change of the company by hand. */
  forgetCompany(): void {
    this.get(CompanyQueries).forget();
  }

  write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.db.transaction(work);
  }

  sql(text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
    return this.db.source.query(text, values);
  }

  /** Products of two brands in the groups kitchen > fridge. */
  aCatalog(): Promise<{ kitchenId: Id; fridgeId: Id; product: ProductRef; otherProduct: ProductRef }> {
    const brands = this.app.get(BrandsService);
    const groups = this.app.get(ProductGroupsService);
    const products = this.app.get(ProductsService);
    const named = (en: string) => ({ fa: null, en });
    return this.write(async (tx) => {
      const kitchenId = await groups.create(tx, SYSTEM, { parentId: null, code: 'kitchen', name: named('Kitchen') });
      const fridgeId = await groups.create(tx, SYSTEM, { parentId: kitchenId, code: 'fridge', name: named('Fridge') });
      const aProduct = async (brand: string): Promise<ProductRef> => {
        const brandId = await brands.create(tx, SYSTEM, { name: named(brand) });
        const model = { brandId, groupId: fridgeId, code: 'RF-1', name: named('Fridge'), serialPattern: null };
        return { brandId, productId: await products.create(tx, SYSTEM, model) };
      };
      return { kitchenId, fridgeId, product: await aProduct('Alborz'), otherProduct: await aProduct('Damavand') };
    });
  }

  /** A proven unit of a product, of a new one unless told which. */
  async aDevice(product?: ProductRef): Promise<Id> {
    const { brandId, productId } = product ?? (await this.aCatalog()).product;
    const unit = { brandId, productId, serial: newId(), verified: true };
    return this.write((tx) => this.app.get(DevicesService).register(tx, SYSTEM, unit));
  }

  aCenter(): Promise<Id> {
    const centre = { name: { fa: null, en: 'Centre' }, phone: null, address: null } as const;
    return this.write((tx) =>
      this.app.get(ServiceCentersService, { strict: false }).create(tx, SYSTEM, {
        ...centre,
        code: 'TEH',
        timeZone: 'Asia/Tehran',
        calendar: 'jalali',
      }),
    );
  }

  /** A published policy, for every device unless told otherwise. */
  aPolicy(input: Partial<DraftPolicy> = {}): Promise<Id> {
    return this.write(async (tx) => {
      const id = await this.policies.draft(tx, SYSTEM, {
        code: 'P-1',
        name: { fa: 'دو ساله', en: 'Two years' },
        scopes: [EVERY_DEVICE],
        terms: twoYearTerms,
        ...input,
      });
      await this.policies.publish(tx, SYSTEM, id, 1);
      return id;
    });
  }

  /** A clerk of the given centres who may do everything. */
  clerk(centers: Actor['centers'] = 'all', permissions: Actor['permissions'] = new Set(['warranty.override'])): Actor {
    return { kind: 'staff', accountId: newId(), name: 'Sara', permissions, centers, requestId: null };
  }
}

/** The code of the refusal a promise ends in, or of the database's own constraint. */
export async function refusalOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    const { code, constraint, driverError } = error as {
      code?: string;
      constraint?: string;
      driverError?: { constraint?: string };
    };
    return driverError?.constraint ?? constraint ?? code ?? String(error);
  }
  return 'accepted';
}
