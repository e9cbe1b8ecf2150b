import { Injectable } from '@nestjs/common';
import { DepositsService, PaymentsService } from '@aftercare/billing';
import { DevicesQueries } from '@aftercare/devices';
import { GoodsReceiptsService, RequisitionsService, StockQueries } from '@aftercare/inventory';
import { addDays, type Id } from '@aftercare/kernel';
import type { Actor, Tx } from '@aftercare/platform';
import { ArrivalsService, HandOversService, ReceptionQueries, ReceptionsService } from '@aftercare/reception';
import {
  DiagnosisService,
  HandoverService,
  FittingsService,
  LinesService,
  QuotesService,
  type RepairAct,
  RepairsQueries,
  RepairsService,
  type RepairView,
  ReplacementsService,
  VendorLegsService,
  WorkshopService,
} from '@aftercare/repair';
import type { DemoDays, Story } from './demo-days.js';
import {
  DEMO_DELIVERIES,
  DEMO_EXCLUSIONS,
  DEMO_FAULTS,
  DEMO_JOBS,
  DEMO_OCCURRENCES,
  DEMO_REPAIRS,
  DEMO_SECTIONS,
  DEMO_SWAP,
  DEMO_WAITING,
  type DemoFault,
  type DemoJob,
} from './demo-jobs.js';
import type { DemoCenter } from './demo-network.js';

/** Who works in a centre. The second bench tests what the first repaired. */
export interface DemoTeam {
  readonly centerId: Id;
  readonly locationId: Id;
  readonly reception: Actor;
  readonly benches: readonly Actor[];
  readonly storekeeper: Actor;
  readonly cashier: Actor;
  readonly manager: Actor;
}

export interface DemoUnit {
  readonly deviceId: Id;
  readonly ownerId: Id;
  readonly ownerName: string;
  readonly locale: 'fa' | 'en';
}

/** What the setting up of the demonstration left, by the names that the stories use. */
export interface DemoWorld {
  readonly days: DemoDays;
  readonly teams: Readonly<Record<DemoCenter, DemoTeam>>;
  /** By serial; the one without a serial by ''. */
  readonly units: ReadonlyMap<string, DemoUnit>;
  readonly parts: ReadonlyMap<string, { readonly id: Id; readonly cost: number }>;
  readonly services: ReadonlyMap<string, Id>;
  /** By kind and code, `fault F100`. */
  readonly codes: ReadonlyMap<string, Id>;
}

const MORNING = 9 * 60;
const LATE_PARTS_AGO = 7; // the delivery that brings the board

const GOODWILL = {
  percent: 50,
  bearer: 'centre',
  lineIds: null,
  reason: 'دو ماه پس از پایان گارانتی؛ مشتری قدیمی',
} as const;
const CHECK_FAILED = { passed: false, note: 'پس از نیم ساعت کار دوباره خاموش شد.' };

/** The days of the repairs, the store and the waiting line, told through the services as the clerks would act. */
@Injectable()
export class RepairStories {
  constructor(
    private readonly arrivals: ArrivalsService,
    private readonly receptions: ReceptionsService,
    private readonly receipts: ReceptionQueries,
    private readonly repairs: RepairsService,
    private readonly orders: RepairsQueries,
    private readonly diagnosis: DiagnosisService,
    private readonly fittings: FittingsService,
    private readonly lines: LinesService,
    private readonly quotes: QuotesService,
    private readonly workshop: WorkshopService,
    private readonly requisitions: RequisitionsService,
    private readonly stock: StockQueries,
    private readonly goods: GoodsReceiptsService,
    private readonly vendors: VendorLegsService,
    private readonly invoices: HandoverService,
    private readonly payments: PaymentsService,
    private readonly deposits: DepositsService,
    private readonly devices: DevicesQueries,
    private readonly replacements: ReplacementsService,
    private readonly handOvers: HandOversService,
  ) {}

  all(tx: Tx, world: DemoWorld): Story[] {
    return [
      ...DEMO_DELIVERIES.map((delivery) => this.delivery(tx, world, delivery)),
      ...DEMO_JOBS.map((job, index) => this.repair(tx, world, job, index)),
      this.swap(tx, world, DEMO_SWAP),
      ...DEMO_WAITING.map((someone) => this.wait(tx, world, someone)),
    ];
  }

  private async *delivery(tx: Tx, world: DemoWorld, delivery: (typeof DEMO_DELIVERIES)[number]): Story {
    const { center, ago, supplier, documentNo } = delivery;
    const { centerId, locationId, storekeeper } = world.teams[center];
    yield world.days.at(ago, MORNING + 25);
    const lines = delivery.lines.map(([sku, quantity]) => {
      const part = of(world.parts, sku);
      return { partId: part.id, quantity, unitCost: part.cost };
    });
    await this.goods.receive(tx, storekeeper, { centerId, locationId, supplier, documentNo, lines });
  }

  private async *swap(tx: Tx, { days, teams, units }: DemoWorld, swap: typeof DEMO_SWAP): Story {
    const { center, ago, serial, by, reason } = swap;
    const { manager } = teams[center];
    yield days.at(ago, MORNING + 190);
    const { deviceId } = of(units, serial);
    const { version } = await this.devices.get(manager, deviceId);
    const unit = { productId: null, serial: by, imei: null, reason, fromCenterId: null };
    await this.replacements.swap(tx, manager, deviceId, version, unit);
  }

  private async *wait(tx: Tx, world: DemoWorld, someone: (typeof DEMO_WAITING)[number]): Story {
    const { centerId, reception } = world.teams[someone.center];
    yield world.days.minutesAgo(someone.minutes);
    await this.arrivals.arrive(tx, reception, centerId, someone.note);
  }

  private async *repair(tx: Tx, world: DemoWorld, job: DemoJob, index: number): Story {
    const { days } = world;
    const { until, turn } = job;
    const team = world.teams[job.center];
    const { reception, manager, cashier, benches } = team;
    const bench = benches[index % benches.length] as Actor;
    const tester = benches[(index + 1) % benches.length] as Actor;
    let { ago } = job;
    const minute = (index * 17) % 55;
    const later = (workdays: number, hours: number): Date => {
      ago = Math.max(0, ago - workdays);
      return days.at(ago, MORNING + hours * 60 + minute);
    };

    yield ago === 0 ? days.minutesAgo(50 + minute) : later(0, index % 4);
    const arrivalId = await this.arrivals.arrive(tx, reception, team.centerId, null);
    yield ago === 0 ? days.minutesAgo(40 + minute) : later(0, (index % 4) + (4 + (index % 13)) / 60);
    const order = await this.receive(tx, world, job, arrivalId);
    const move = (actor: Actor, act: RepairAct, reason: string | null = null): Promise<void> =>
      order.act((id, version) => this.repairs.move(tx, actor, id, version, act, reason));
    if (job.deposit !== undefined) {
      const { id: orderId } = order;
      await this.deposits.take(tx, cashier, { orderId, method: 'card', amount: job.deposit, reference: '730552' });
    }
    if (until === 'received') return;
    yield later(1, 1);
    if (until === 'cancelled') return move(manager, 'cancel', 'مشتری منصرف شد و دستگاه را پس گرفت.');

    await order.act((id, version) => this.repairs.assign(tx, bench, id, version, bench.accountId));
    await move(bench, 'start-diagnosis');
    if (until === 'diagnosing' && index % 3 === 0) return;
    yield later(0, 2);
    await this.diagnose(tx, world, bench, order, DEMO_FAULTS[job.fault]);
    if (until === 'diagnosing') return;
    if (until === 'ber') {
      yield later(1, 2);
      return move(bench, 'declare-beyond-repair', 'هزینهٔ تعمیر از ۷۰ درصد ارزش دستگاه بیشتر است.');
    }
    if (until === 'at_vendor') {
      yield later(1, 3);
      const leg = { vendor: 'کارگاه مرکزی پارسه', rmaNo: 'PR-20417', dueOn: addDays(days.today, 5) };
      return order.act((id, version) => this.vendors.send(tx, bench, id, version, leg));
    }
    if (turn === 'goodwill') {
      await order.act((id, version) => this.diagnosis.override(tx, manager, id, version, GOODWILL));
    }

    let charged = (await order.look()).money.charged > 0;
    if (turn === 'no-fault') {
      yield later(1, 5);
      await order.act((id, version) => this.workshop.closeUnrepaired(tx, bench, id, version, 'ایرادی یافت نشد.'));
    } else if (charged) {
      yield later(0, 3);
      await order.act((id, version) => this.quotes.send(tx, bench, id, version, {}));
      if (until === 'awaiting_approval') return;
      yield later(1, 4);
      await this.answer(tx, reception, order, turn !== 'refused', index % 2 === 0 ? 'phone' : 'counter');
    }
    if (turn === 'refused') charged = false;
    if (turn !== 'refused' && turn !== 'no-fault') {
      yield later(0, 5);
      await order.act((id, version) => this.workshop.requestParts(tx, bench, id, version));
      if (await this.partsMissing(tx, team, order)) {
        await move(bench, 'wait-for-parts');
        if (until === 'awaiting_parts') return;
        yield days.at((ago = LATE_PARTS_AGO), MORNING + 120);
        await this.partsMissing(tx, team, order);
      }
      if ((await order.look()).state !== 'in_repair') await move(bench, 'start-repair');
      if (until === 'in_repair') return;
      yield later(1, 2);
      await this.fit(tx, bench, order);
      await move(bench, 'finish-repair');
      if (until === 'qc') return;
      if (turn === 'check-failed') {
        yield later(0, 4);
        await order.act((id, version) => this.workshop.check(tx, tester, id, version, CHECK_FAILED));
        yield later(1, 2);
        await move(bench, 'finish-repair');
      }
      yield later(0, 6);
      await order.act((id, version) => this.workshop.check(tx, tester, id, version, { passed: true, note: null }));
    }
    if (until === 'ready') return;

    if (charged) {
      yield later(1, 1);
      await order.act((id, version) => this.invoices.invoice(tx, cashier, id, version));
    }
    if (until === 'invoiced') return;
    if (until === 'unclaimed') {
      yield later(14, 6);
      return move(reception, 'mark-unclaimed');
    }
    yield later(1, 5);
    await this.pay(tx, cashier, order, index);
    yield later(0, 5.1);
    const collectedBy = of(world.units, job.serial ?? '').ownerName;
    const handOver = { collectedBy, accessories: order.accessories, missingNote: null };
    await order.act((id, version) => this.handOvers.handOver(tx, reception, id, version, handOver));
    if (until === 'delivered') return;
    yield later(5, 7);
    await move(bench, 'close');
  }

  private async receive(tx: Tx, { teams, units, codes, days }: DemoWorld, job: DemoJob, arrivalId: Id): Promise<Order> {
    const { centerId, reception } = teams[job.center];
    const unit = of(units, job.serial ?? '');
    const fault: DemoFault = DEMO_FAULTS[job.fault];
    const id = await this.receptions.receive(tx, reception, {
      centerId,
      arrivalId,
      customer: { customerId: unit.ownerId },
      bearerName: null,
      termsAccepted: true,
      note: null,
      items: [
        {
          device: { deviceId: unit.deviceId },
          changedHands: false,
          declaredFault: fault.declared[unit.locale],
          symptomCodeId: of(codes, `symptom ${fault.symptom}`),
          occurrenceCodeId: codeIn(codes, 'occurrence', DEMO_OCCURRENCES[fault.symptom]),
          conditionCodeIds: [of(codes, fault.photos > 0 ? 'condition K22' : 'condition K10')],
          conditionNote: null,
          dataConsent: /^(NV|PS)/.test(job.serial ?? '') ? 'keep' : 'none',
          accessories: fault.accessories.map((code) => ({
            codeId: of(codes, `accessory ${code}`),
            label: null,
            quantity: 1,
          })),
          priority: job.urgent ? 'urgent' : 'normal',
          promisedOn: addDays(days.workday(job.ago), job.urgent ? 3 : 9),
          lines: [],
          openBesideReason: null,
        },
      ],
    });
    const [item] = (await this.receipts.get(reception, id)).items;
    if (!item) throw new Error('a receipt without a device');
    const accessories = item.accessories.map(({ id: accessoryId, quantity }) => ({ accessoryId, quantity }));
    return new Order(item.orderId, accessories, () => this.orders.get(reception, item.orderId));
  }

  private async diagnose(tx: Tx, world: DemoWorld, bench: Actor, order: Order, fault: DemoFault): Promise<void> {
    const finding = {
      symptomCodeId: of(world.codes, `symptom ${fault.symptom}`),
      faultCodeId: of(world.codes, `fault ${fault.fault}`),
      causeCodeId: of(world.codes, `cause ${fault.cause}`),
      sectionCodeId: codeIn(world.codes, 'section', DEMO_SECTIONS[fault.fault]),
      exclusionCodeId: codeIn(world.codes, 'exclusion', DEMO_EXCLUSIONS[fault.fault]),
      note: fault.note,
    };
    await order.act((id, version) => this.diagnosis.diagnose(tx, bench, id, version, [finding]));
    const evidence = Array.from({ length: fault.photos }, (_, index) => `photo-${index + 1}`);
    const items = [
      ...fault.work.map((code) => ({
        serviceItemId: of(world.services, code),
        partId: null,
        repairCodeId: codeIn(world.codes, 'repair', DEMO_REPAIRS[code]),
      })),
      ...fault.parts.map((sku) => ({
        serviceItemId: null,
        partId: of(world.parts, sku).id,
        repairCodeId: of(world.codes, 'repair R10'),
      })),
    ];
    for (const item of items) {
      const line = { ...item, quantity: 1, faultCodeId: null, evidence };
      await order.act((id, version) => this.lines.add(tx, bench, id, version, line));
    }
  }

  private async answer(
    tx: Tx,
    reception: Actor,
    order: Order,
    approved: boolean,
    channel: 'phone' | 'counter',
  ): Promise<void> {
    const [quote] = (await order.look()).quotes;
    if (!quote) throw new Error('there is no quote to answer');
    const answer = { approved, number: quote.number, total: quote.total, channel, address: null };
    await order.act((id, version) => this.quotes.answer(tx, reception, id, answer, version));
  }

  /** The store hands out what lies ready for the order; tells whether something is missing still. */
  private async partsMissing(tx: Tx, { storekeeper }: DemoTeam, order: Order): Promise<boolean> {
    for (const { id } of (await this.stock.listRequisitions(storekeeper, { orderId: order.id, limit: 10 })).data) {
      const { version, lines } = await this.stock.getRequisition(storekeeper, id);
      const ready = lines.filter((line) => line.reserved > 0);
      if (ready.length === 0) continue;
      const quantities = ready.map((line) => ({ lineId: line.id, quantity: line.reserved }));
      await this.requisitions.issue(tx, storekeeper, id, version, quantities);
    }
    return (await order.look()).lines.some((line) => line.kind === 'part' && line.issued < line.quantity);
  }

  private async fit(tx: Tx, bench: Actor, order: Order): Promise<void> {
    for (const line of (await order.look()).lines) {
      if (line.kind !== 'part') continue;
      await order.act((id, version) => this.fittings.count(tx, bench, id, version, line.id, line.quantity));
      if (line.quantity > 1) continue;
      const worn = (await order.look()).number.replace(/\D/g, '');
      const piece = { slot: null, serialIn: `P${worn}-N`, serialOut: `P${worn}-A` };
      await order.act((id, version) => this.fittings.place(tx, bench, id, version, line.id, piece));
    }
  }

  private async pay(tx: Tx, cashier: Actor, order: Order, index: number): Promise<void> {
    for (const { id: invoiceId, kind, total, paid } of (await order.look()).invoices) {
      if (kind !== 'customer' || total === paid) continue;
      const method = (['card', 'card', 'transfer', 'cash'] as const)[index % 4] ?? 'card';
      const reference = method === 'cash' ? null : String(730_110 + index * 417);
      await this.payments.take(tx, cashier, { invoiceId, method, amount: total - paid, reference });
    }
  }
}

/** An order in the hands of its story: nobody else touches it, so that each act raises the version by one. */
class Order {
  private version = 1;

  constructor(
    readonly id: Id,
    readonly accessories: readonly { readonly accessoryId: Id; readonly quantity: number }[],
    private readonly view: () => Promise<RepairView>,
  ) {}

  async act(work: (id: Id, version: number) => Promise<unknown>): Promise<void> {
    await work(this.id, this.version);
    this.version += 1;
  }

  async look(): Promise<RepairView> {
    const view = await this.view();
    this.version = view.version;
    return view;
  }
}

/** A code that the demonstration names, or none. */
function codeIn(codes: ReadonlyMap<string, Id>, kind: string, code: string | undefined): Id | null {
  return code === undefined ? null : of(codes, `${kind} ${code}`);
}

/** What the demonstration calls by this name. */
export function of<T>(known: ReadonlyMap<string, T>, name: string): T {
  const found = known.get(name);
  if (found === undefined) throw new Error(`the demo data name ${name}, which is not there`);
  return found;
}
