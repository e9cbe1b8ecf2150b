import { Injectable } from '@nestjs/common';
import {
  BrandsService,
  CatalogQueries,
  CODE_KINDS,
  CodePresetsService,
  PartsService,
  ProductGroupsService,
  ProductsService,
  ServiceItemsService,
  StructureService,
  TariffsService,
} from '@aftercare/catalog';
import { ContractsService } from '@aftercare/contracts';
import { CustomersService, type NewCustomer } from '@aftercare/customers';
import { BlocksService, DevicesService } from '@aftercare/devices';
import { AccountsService, IdentityQueries, type PasswordHash } from '@aftercare/identity';
import { GoodsReceiptsService, StockLocationsService } from '@aftercare/inventory';
import { addDays, addMonths, type Id } from '@aftercare/kernel';
import {
  CompanyQueries,
  CompanyService,
  DepartmentsService,
  ServiceCentersService,
  SkillsService,
  SpecialtiesService,
  StaffService,
} from '@aftercare/organization';
import { type Actor, STARTER_ROLES, SYSTEM, type Tx } from '@aftercare/platform';
import { CardsService, PoliciesService, RegistrationsService, SalesDocumentsService } from '@aftercare/warranty';
import {
  DEMO_BRANDS,
  DEMO_CODE_SETS,
  DEMO_GROUPS,
  DEMO_PARTS,
  DEMO_POLICIES,
  DEMO_PRODUCT_MASTER,
  DEMO_PRODUCTS,
  DEMO_SERVICES,
  DEMO_STRUCTURES,
  DEMO_TARIFFS,
  type DemoBrand,
  type DemoGroup,
} from './demo-catalogue.js';
import type { DemoDays } from './demo-days.js';
import {
  DEMO_CENTERS,
  DEMO_COMPANY,
  DEMO_DEPARTMENTS,
  DEMO_LOCATIONS,
  DEMO_SKILLS,
  DEMO_SPECIALTIES,
  DEMO_STAFF,
  DEMO_WEEK,
  type DemoCenter,
  type DemoPerson,
} from './demo-network.js';
import { DEMO_CONTRACTS, DEMO_CUSTOMERS, DEMO_DEVICES, type DemoDevice } from './demo-people.js';
import { of, type DemoTeam, type DemoUnit, type DemoWorld } from './repair-stories.js';

type Places = ReadonlyMap<string, { readonly centerId: Id; readonly locationId: Id }>;

/** What stands before the first customer comes: the network, its people, the catalogue, the guarantees and the stock. */
@Injectable()
export class DemoSetUp {
  constructor(
    private readonly companies: CompanyQueries,
    private readonly company: CompanyService,
    private readonly centers: ServiceCentersService,
    private readonly departments: DepartmentsService,
    private readonly locations: StockLocationsService,
    private readonly skills: SkillsService,
    private readonly specialties: SpecialtiesService,
    private readonly staff: StaffService,
    private readonly roles: IdentityQueries,
    private readonly accounts: AccountsService,
    private readonly catalog: CatalogQueries,
    private readonly brands: BrandsService,
    private readonly groups: ProductGroupsService,
    private readonly products: ProductsService,
    private readonly parts: PartsService,
    private readonly services: ServiceItemsService,
    private readonly structures: StructureService,
    private readonly tariffs: TariffsService,
    private readonly policies: PoliciesService,
    private readonly customers: CustomersService,
    private readonly devices: DevicesService,
    private readonly blocks: BlocksService,
    private readonly registrations: RegistrationsService,
    private readonly contracts: ContractsService,
    private readonly cards: CardsService,
    private readonly sales: SalesDocumentsService,
    private readonly goods: GoodsReceiptsService,
    private readonly codeSets: CodePresetsService,
  ) {}

  async run(tx: Tx, days: DemoDays, password: PasswordHash): Promise<DemoWorld> {
    const places = await this.network(tx);
    const actors = await this.people(tx, places, password);
    const teams = { TEH: teamOf('TEH', places, actors), ISF: teamOf('ISF', places, actors) };
    const responsible = [teams.TEH.manager, teams.ISF.manager].flatMap(({ accountId }) => accountId ?? []);
    const { parts, services, products, policies } = await this.catalogue(tx, [...new Set(responsible)]);
    await this.firstDelivery(tx, teams, parts);
    const { units, owners } = await this.register(tx, days, products);
    await this.sign(tx, days, places, units, owners);
    await this.printedCards(tx, days, of(policies, 'MOBILE-18'), of(products, 'P12').id);
    return { days, teams, units, parts, services, codes: await this.codes() };
  }

  private async network(tx: Tx): Promise<Places> {
    const company = await this.companies.get();
    await this.company.change(tx, SYSTEM, company.version, { name: DEMO_COMPANY });
    this.companies.forget();
    const { timeZone, calendar } = company;
    const places = new Map<string, { centerId: Id; locationId: Id }>();
    for (const center of DEMO_CENTERS) {
      const centerId = await this.centers.create(tx, SYSTEM, { ...center, timeZone, calendar });
      await this.centers.setWorkingHours(tx, SYSTEM, centerId, 1, DEMO_WEEK);
      for (const department of DEMO_DEPARTMENTS) await this.departments.create(tx, SYSTEM, centerId, department);
      for (const location of DEMO_LOCATIONS) {
        const locationId = await this.locations.create(tx, SYSTEM, { ...location, centerId });
        if (location.kind === 'branch') places.set(center.code, { centerId, locationId });
      }
    }
    return places;
  }

  private async people(tx: Tx, places: Places, password: PasswordHash): Promise<Map<DemoPerson, Actor>> {
    const roles = new Map((await this.roles.listRoles()).map((role) => [role.code, role.id]));
    const skills = new Map<string, Id>();
    for (const skill of DEMO_SKILLS) skills.set(skill.code, await this.skills.create(tx, SYSTEM, skill));
    const specialties = new Map<string, Id>();
    for (const each of DEMO_SPECIALTIES) specialties.set(each.code, await this.specialties.create(tx, SYSTEM, each));

    const actors = new Map<DemoPerson, Actor>();
    for (const [index, person] of DEMO_STAFF.entries()) {
      const { displayName, email, role, bench } = person;
      const scope = person.centers === 'all' ? 'network' : 'centers';
      const centerIds = person.centers === 'all' ? [] : person.centers.map((code) => of(places, code).centerId);
      const account = { displayName, email, mobile: null, locale: null, calendar: null };
      const accountId = await this.accounts.create(
        tx,
        SYSTEM,
        { ...account, scope, centerIds, roleIds: [of(roles, role)] },
        password,
      );
      await this.staff.saveProfile(tx, SYSTEM, accountId, 0, {
        employeeNo: `A-${101 + index}`,
        specialtyId: bench ? of(specialties, bench.specialty) : null,
        homeCenterId: centerIds[0] ?? null,
        hiredOn: `202${1 + (index % 5)}-0${1 + (index % 9)}-15`,
        skills: Object.entries(bench?.skills ?? {}).map(([code, level]) => ({ skillId: of(skills, code), level })),
      });
      actors.set(person, {
        kind: 'staff',
        accountId,
        name: displayName,
        permissions: new Set(STARTER_ROLES[role]?.permissions),
        centers: person.centers === 'all' ? 'all' : centerIds,
        requestId: null,
      });
    }
    return actors;
  }

  private async catalogue(tx: Tx, responsibleIds: readonly Id[]) {
    const brands = new Map<string, Id>();
    for (const [key, name] of Object.entries(DEMO_BRANDS))
      brands.set(key, await this.brands.create(tx, SYSTEM, { name }));
    const groups = new Map<string, Id>();
    for (const { code, name, parent } of DEMO_GROUPS) {
      groups.set(code, await this.groups.create(tx, SYSTEM, { code, name, parentId: parent && of(groups, parent) }));
    }
    const brandOf = (brand: DemoBrand | null): Id | null => brand && of(brands, brand);
    const groupOf = (group: DemoGroup | null): Id | null => group && of(groups, group);

    const products = new Map<string, { id: Id; brandId: Id; group: DemoGroup }>();
    for (const { brand, group, ...product } of DEMO_PRODUCTS) {
      const place = { brandId: of(brands, brand), groupId: of(groups, group) };
      const id = await this.products.create(tx, SYSTEM, { ...product, ...place, ...DEMO_PRODUCT_MASTER[product.code] });
      products.set(product.code, { id, brandId: place.brandId, group });
    }
    for (const [preset, group] of DEMO_CODE_SETS) await this.codeSets.adopt(tx, SYSTEM, preset, groupOf(group));
    const parts = new Map<string, { id: Id; cost: number }>();
    for (const { sku, name, brand, group, price, cost } of DEMO_PARTS) {
      const part = { sku, name, brandId: brandOf(brand), groupId: groupOf(group), listPrice: price };
      parts.set(sku, { id: await this.parts.create(tx, SYSTEM, part), cost });
    }
    const services = new Map<string, Id>();
    for (const { group, ...item } of DEMO_SERVICES) {
      services.set(item.code, await this.services.create(tx, SYSTEM, { ...item, groupId: groupOf(group) }));
    }
    for (const [code, places] of Object.entries(DEMO_STRUCTURES)) {
      const components = places.map(([slot, parentSlot, group, sku]) => ({
        slot,
        parentSlot,
        groupId: groupOf(group),
        partId: of(parts, sku).id,
        quantity: 1,
        serialised: parentSlot === null,
      }));
      const productId = of(products, code).id;
      await this.structures.setStructure(tx, SYSTEM, productId, 1, components);
      for (const { partId } of components) await this.structures.addFit(tx, SYSTEM, partId, productId);
    }
    for (const { service, group, grade, price, minutes } of DEMO_TARIFFS) {
      const scope = {
        partId: null,
        serviceItemId: of(services, service),
        productId: null,
        groupId: groupOf(group),
        grade,
      };
      const period = { validFrom: '2025-03-21', validUntil: null };
      await this.tariffs.create(tx, SYSTEM, { ...scope, ...period, price, minutes });
    }
    const policies = new Map<string, Id>();
    for (const { code, name, group, terms } of DEMO_POLICIES) {
      const scopes = [{ brandId: null, productGroupId: groupOf(group), productId: null }];
      const id = await this.policies.draft(tx, SYSTEM, { code, name, scopes, responsibleIds, terms });
      await this.policies.publish(tx, SYSTEM, id, 1);
      policies.set(code, id);
    }
    return { products, parts, services, policies };
  }

  private async firstDelivery(tx: Tx, teams: DemoWorld['teams'], parts: DemoWorld['parts']): Promise<void> {
    for (const [index, { code }] of DEMO_CENTERS.entries()) {
      const { centerId, locationId, storekeeper } = teams[code];
      const lines = DEMO_PARTS.flatMap(({ sku, stock }) => {
        const { id: partId, cost: unitCost } = of(parts, sku);
        const quantity = stock[index] ?? 0;
        return quantity > 0 ? [{ partId, quantity, unitCost }] : [];
      });
      const paper = { supplier: 'پخش قطعات مرکزی', documentNo: `PQ-${3311 + index}` };
      await this.goods.receive(tx, storekeeper, { centerId, locationId, ...paper, lines });
    }
  }

  private async register(
    tx: Tx,
    days: DemoDays,
    products: ReadonlyMap<string, { id: Id; brandId: Id; group: DemoGroup }>,
  ): Promise<{ units: Map<string, DemoUnit>; owners: Map<string, { id: Id }> }> {
    const owners = new Map<string, { id: Id } & NewCustomer>();
    for (const [key, customer] of Object.entries<NewCustomer>(DEMO_CUSTOMERS)) {
      owners.set(key, { ...customer, id: await this.customers.create(tx, SYSTEM, customer) });
    }
    const units = new Map<string, DemoUnit>();
    for (const [index, device] of DEMO_DEVICES.entries()) {
      const { id: ownerId, name: ownerName, locale } = of(owners, device.owner);
      const { id: productId, brandId, group } = of(products, device.product);
      const soldOn = addDays(addMonths(days.today, -device.soldMonthsAgo, 'jalali'), -(index % 20));
      const known = device.guarantee !== 'none';
      const deviceId = await this.devices.register(tx, SYSTEM, {
        brandId,
        productId,
        serial: device.serial,
        ...(group === 'mobile' && device.serial !== null && { imei: demoImei(index), imei2: demoImei(index + 500) }),
        soldOn: known ? soldOn : null,
        activatedOn: known && group === 'mobile' ? addDays(soldOn, 4) : null,
        installedOn: known && group === 'tv' ? addDays(soldOn, 6) : null,
        owner: { customerId: ownerId, ownedFrom: soldOn },
      });
      await this.giveGuarantee(tx, deviceId, soldOn, device);
      units.set(device.serial ?? '', { deviceId, ownerId, ownerName, locale });
    }
    await this.listedUnits(tx, days);
    return { units, owners };
  }

  /** What the police and a maker list, of units nobody has brought yet. */
  private async listedUnits(tx: Tx, { today }: DemoDays): Promise<void> {
    const listed = { brandId: null, productId: null, until: null } as const;
    await this.blocks.raise(tx, SYSTEM, {
      ...listed,
      kind: 'stolen',
      serial: null,
      imei: demoImei(900),
      source: 'پلیس آگاهی',
      reference: '۱۴۰۵/۳۳۱۸',
      listedOn: addDays(today, -12),
      note: 'سرقت از فروشگاه موبایل',
    });
    await this.blocks.raise(tx, SYSTEM, {
      ...listed,
      kind: 'recalled',
      serial: 'ABR-250-7741',
      imei: null,
      source: 'سازنده',
      reference: 'RC-1405-02',
      listedOn: addDays(today, -40),
      note: 'کمپرسور این سری پیش از تعمیر دیگر تعویض شود',
    });
  }

  private async sign(
    tx: Tx,
    days: DemoDays,
    places: Places,
    units: ReadonlyMap<string, DemoUnit>,
    owners: ReadonlyMap<string, { id: Id }>,
  ): Promise<void> {
    for (const { kind, customer, serials, startedMonthsAgo, months, billing, ...contract } of DEMO_CONTRACTS) {
      const { terms, note, moreVisits } = contract;
      const startsOn = addDays(addMonths(days.today, -startedMonthsAgo, 'jalali'), -4);
      const id = await this.contracts.draft(tx, SYSTEM, {
        kind,
        customerId: of(owners, customer).id,
        startsOn,
        endsOn: addMonths(startsOn, months, 'jalali'),
        scope: serials.length > 0 ? 'devices' : 'customer',
        deviceIds: serials.map((serial) => of(units, serial).deviceId),
        productGroupId: null,
        deviceLimit: null,
        centerIds: [],
        sites: [],
        terms,
        billing: billing && { every: billing.every, due: billing.due, centerId: of(places, billing.center).centerId },
        noticeDays: 30,
        note,
      });
      await this.contracts.move(tx, SYSTEM, id, 1, 'activate', null);
      if (moreVisits === undefined) continue;
      await this.contracts.amend(tx, SYSTEM, id, 2, {
        effectiveOn: addDays(days.today, -20),
        changes: { visits: moreVisits },
        addedDeviceIds: [],
        removedDeviceIds: [],
        text: 'شمار سرویس‌های سالانه به درخواست دبستان افزایش یافت.',
        agreedBy: 'مدیر دبستان',
        agreedOn: addDays(days.today, -25),
        agreementNo: 'ن-۱۱۸',
      });
    }
  }

  private async giveGuarantee(tx: Tx, deviceId: Id, soldOn: string, { guarantee }: DemoDevice): Promise<void> {
    switch (guarantee) {
      case 'registered':
      case 'void': {
        const id = await this.registrations.register(tx, SYSTEM, { deviceId, start: { cardIssuedOn: soldOn } });
        const reason = 'دست‌کاری پلمب در تعمیرگاه غیرمجاز';
        if (guarantee === 'void') await this.registrations.void(tx, SYSTEM, id, 1, reason);
        return;
      }
      case 'proven':
        return this.devices.prove(tx, SYSTEM, deviceId, 1, { documentNo: 'F-1403-88127', soldOn });
      case 'stolen':
        return this.blocks.block(tx, SYSTEM, deviceId, 1, {
          kind: 'stolen',
          source: 'کلانتری ۱۳۴',
          reference: '۱۳۴/۲۲۰۷',
          until: null,
          note: 'اعلام سرقت از سوی مالک',
        });
      case 'none':
    }
  }

  /** A printed batch of which phones are in use, one was sold just now, one card was lost and one forged; and one that waits for the printer. */
  private async printedCards(tx: Tx, days: DemoDays, policyId: Id, productId: Id): Promise<void> {
    const batchId = await this.cards.issue(tx, SYSTEM, { policyId, productId, count: 24 });
    const [lost, forged, waiting, ...sold] = (await this.cards.print(tx, SYSTEM, batchId, 1)).slice(0, 8);
    for (const [index, { cardNo }] of sold.entries()) {
      const serial = `NVP4410827${index}`;
      await this.cards.activate(tx, SYSTEM, { cardNo, serial, by: { channel: 'staff' } });
    }
    if (lost) await this.cards.move(tx, SYSTEM, lost.id, 2, 'suspend', 'گزارش گم‌شدن در مسیر ارسال به نمایندگی');
    if (forged) await this.cards.move(tx, SYSTEM, forged.id, 2, 'void', 'چاپ جعلی؛ اصل کارت جمع‌آوری شد');
    if (waiting)
      await this.sales.putDelivery(tx, SYSTEM, {
        source: 'shop',
        documentNo: 'F-1404-20418',
        soldOn: days.today,
        deliveredOn: days.today,
        buyer: null,
        lines: [{ product: { code: 'P12' }, serial: 'NVP44108290', cardNo: waiting.cardNo }],
      });
    await this.cards.issue(tx, SYSTEM, { policyId, productId: null, count: 12 });
  }

  private async codes(): Promise<Map<string, Id>> {
    const codes = new Map<string, Id>();
    for (const kind of CODE_KINDS) {
      for (const { id, code } of (await this.catalog.listCodes({ kind, limit: 200 })).data)
        codes.set(`${kind} ${code}`, id);
    }
    return codes;
  }
}

function teamOf(code: DemoCenter, places: Places, actors: ReadonlyMap<DemoPerson, Actor>): DemoTeam {
  const here = [...actors].filter(([{ centers }]) => centers !== 'all' && centers.includes(code));
  const every = (role: DemoPerson['role']): Actor[] =>
    here.flatMap(([person, actor]) => (person.role === role ? [actor] : []));
  const one = (role: DemoPerson['role']): Actor => {
    const [actor] = every(role);
    if (!actor) throw new Error(`nobody is ${role} in ${code}`);
    return actor;
  };
  return {
    ...of(places, code),
    reception: one('reception'),
    benches: every('technician'),
    storekeeper: one('storekeeper'),
    cashier: one('cashier'),
    manager: one('manager'),
  };
}

/** An IMEI of the range that is kept for tests, with its check digit. */
function demoImei(number: number): string {
  const body = `001010${String(24_000_000 + number * 1_117)}`;
  const sum = [...body].map(Number).reduce((total, digit, index) => {
    const weighted = index % 2 === 1 ? digit * 2 : digit;
    return total + (weighted > 9 ? weighted - 9 : weighted);
  }, 0);
  return `${body}${(10 - (sum % 10)) % 10}`;
}
