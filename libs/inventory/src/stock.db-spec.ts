import { newId } from '@aftercare/kernel';
import { CompanyQueries } from '@aftercare/organization';
import { SYSTEM } from '@aftercare/platform';
import fc from 'fast-check';
import { GoodsReceiptsService } from './goods-receipts.service.js';
import { RequisitionsService } from './requisitions.service.js';
import { StockAdjustmentsService } from './stock-adjustments.service.js';
import { StockLocationsService } from './stock-locations.service.js';
import { StockQueries } from './stock.queries.js';
import { type Store, TestInventory } from './testing/store.js';

describe('stock', () => {
  const inventory = new TestInventory();
  const queries = () => inventory.get(StockQueries);
  const adjust = (store: Pick<Store, 'locationId' | 'storekeeper'>, partId: string, quantity: number) =>
    inventory.run((tx) =>
      inventory
        .get(StockAdjustmentsService)
        .adjust(tx, store.storekeeper, { locationId: store.locationId, partId, quantity, reason: 'Count' }),
    );
  const location = (store: Store, kind: 'defective' | 'customer_owned') =>
    inventory.run((tx) =>
      inventory.get(StockLocationsService).create(tx, store.storekeeper, {
        centerId: store.centerId,
        code: kind,
        name: { fa: null, en: kind },
        kind,
      }),
    );

  it('I1 the ledger adds up to the balance after any sequence of movements', async () => {
    const step = fc.oneof(
      fc.record({ act: fc.constant('receive'), quantity: fc.integer({ min: 1, max: 9 }), cost: fc.nat(999_999) }),
      fc.record({ act: fc.constant('request'), quantity: fc.integer({ min: 1, max: 6 }), cost: fc.nat() }),
      fc.record({ act: fc.constant('issue'), quantity: fc.integer({ min: 1, max: 4 }), cost: fc.nat() }),
      fc.record({ act: fc.constant('return'), quantity: fc.integer({ min: 1, max: 3 }), cost: fc.nat() }),
      fc.record({ act: fc.constant('adjust'), quantity: fc.integer({ min: -4, max: 4 }), cost: fc.nat() }),
      fc.record({ act: fc.constant('release'), quantity: fc.constant(0), cost: fc.nat() }),
    );
    const requisitions = inventory.get(RequisitionsService);
    const refusals = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        const store = await inventory.aStore();
        const partId = await inventory.aPart();
        const orders: { orderId: string; requisitionId: string }[] = [];
        for (const { act, quantity, cost } of steps) {
          const order = orders[cost % Math.max(orders.length, 1)];
          try {
            if (act === 'receive') await inventory.receive(store, partId, quantity, cost);
            else if (act === 'adjust' && quantity !== 0) await adjust(store, partId, quantity);
            else if (act === 'request') {
              const orderId = newId();
              const { requisitionId } = await inventory.request(store, [[partId, quantity]], orderId);
              orders.push({ orderId, requisitionId });
            } else if (order && act === 'release') {
              await inventory.run((tx) => requisitions.releaseOrder(tx, SYSTEM, order.orderId));
            } else if (order && (act === 'issue' || act === 'return')) {
              const { version, lines } = await queries().getRequisition(SYSTEM, order.requisitionId);
              const wanted = [{ lineId: lines[0]!.id, quantity }];
              await inventory.run((tx) =>
                act === 'issue'
                  ? requisitions.issue(tx, SYSTEM, order.requisitionId, version, wanted)
                  : requisitions.returnLines(tx, SYSTEM, order.requisitionId, wanted),
              );
            }
          } catch (error) {
            refusals.add((error as { code: string }).code);
          }
          expect(await inventory.discrepancies()).toEqual([]);
        }
        const [last] = await inventory.rows<{ on_hand_after: number; value_after: number }>(
          'SELECT on_hand_after, value_after FROM stock_ledger WHERE part_id = $1 ORDER BY id DESC LIMIT 1',
          [partId],
        );
        const balance = await inventory.balance({ ...store, partId });
        if (last) expect(balance).toMatchObject({ on_hand: last.on_hand_after, value: last.value_after });
      }),
      { numRuns: 12 },
    );
    const known = [
      'inventory.not-reserved',
      'inventory.not-issued',
      'inventory.insufficient-stock',
      'inventory.requisition-finished',
    ];
    expect([...refusals].filter((code) => !known.includes(code))).toEqual([]);
  }, 60_000);

  it('I1 nothing rewrites the ledger', async () => {
    const store = await inventory.aStore();
    await inventory.receive(store, await inventory.aPart(), 1, 100);
    await expect(inventory.rows('UPDATE stock_ledger SET value = 0')).rejects.toThrow('append-only');
    await expect(inventory.rows('DELETE FROM stock_ledger')).rejects.toThrow('append-only');
  });

  it('I3 pieces leave at the average, half-up, and the last one takes what is left', async () => {
    const store = await inventory.aStore();
    const partId = await inventory.aPart();
    await inventory.receive(store, partId, 1, 100);
    await inventory.receive(store, partId, 2, 50); // 3 pieces, 200 rial: 66.67 each
    for (const value of [133, 66, 0]) {
      // 200 - 66.67, 133 - 66.5 rounded up, 66 - 66
      await adjust(store, partId, -1);
      expect(await inventory.balance({ ...store, partId })).toMatchObject({ value });
    }
  });

  it('I7 a correction tells why, takes free pieces only, and brings found ones in at the average', async () => {
    const store = await inventory.aStore();
    const partId = await inventory.aPart();
    await inventory.receive(store, partId, 3, 1_000);
    await inventory.request(store, [[partId, 2]]);
    await expect(adjust(store, partId, -2)).rejects.toMatchObject({
      code: 'inventory.insufficient-stock',
      params: { available: 1 },
    });
    await adjust(store, partId, -1);
    await adjust(store, partId, 2);
    expect(await inventory.balance({ ...store, partId })).toEqual({ on_hand: 4, reserved: 2, value: 4_000 });
    const { data } = await queries().listMovements(store.storekeeper, { limit: 50, partId });
    expect(data.map(({ kind, quantity, value, reason }) => [kind, quantity, value, reason])).toEqual([
      ['adjustment', 2, 2_000, 'Count'],
      ['adjustment', -1, -1_000, 'Count'],
      ['receipt', 3, 3_000, null],
    ]);
  });

  it('I7 a piece found where none is left costs what the last one did', async () => {
    const store = await inventory.aStore();
    const partId = await inventory.aPart();
    await inventory.receive(store, partId, 2, 700);
    await adjust(store, partId, -2);
    await adjust(store, partId, 1);
    expect(await inventory.balance({ ...store, partId })).toMatchObject({ on_hand: 1, value: 700 });
  });

  it('I4 a found piece goes to the order that waits for it', async () => {
    const store = await inventory.aStore();
    const partId = await inventory.aPart();
    const { requisitionId } = await inventory.request(store, [[partId, 1]]);
    await adjust(store, partId, 1);
    expect(await queries().getRequisition(SYSTEM, requisitionId)).toMatchObject({ reserved: 1, short: 0 });
  });

  it('scenario 11: two removed cores enter the defective location at zero', async () => {
    const store = await inventory.aStore();
    const partId = await inventory.aPart();
    await inventory.receive(store, partId, 2, 1_000);
    const locationId = await location(store, 'defective');
    await adjust({ ...store, locationId }, partId, 2);
    expect(await inventory.balance({ locationId, partId })).toEqual({ on_hand: 2, reserved: 0, value: 0 });
  });

  it('I10 what belongs to customers is not bought', async () => {
    const store = await inventory.aStore();
    const partId = await inventory.aPart();
    const locationId = await location(store, 'customer_owned');
    const receive = inventory.receive({ ...store, locationId }, partId, 1, 1);
    await expect(receive).rejects.toMatchObject({ code: 'inventory.customer-owned-has-no-value' });
  });

  it('a receipt takes a number of the year and shows its lines and total', async () => {
    const store = await inventory.aStore();
    const [a, b] = [await inventory.aPart('Lamp'), await inventory.aPart('Fan')];
    const input = {
      centerId: store.centerId,
      locationId: store.locationId,
      supplier: 'Maker',
      documentNo: 'F-7',
      lines: [
        { partId: a, quantity: 2, unitCost: 300 },
        { partId: b, quantity: 1, unitCost: 5 },
      ],
    };
    const id = await inventory.run((tx) => inventory.get(GoodsReceiptsService).receive(tx, store.storekeeper, input));
    const receipt = await queries().getReceipt(store.storekeeper, id);
    expect(receipt).toMatchObject({ supplier: 'Maker', documentNo: 'F-7', value: 605, version: 1 });
    expect(receipt.number).toMatch(/^GR-14\d\d-000001$/);
    expect(receipt.lines.map((line) => [line.part.name.en, line.quantity, line.unitCost, line.value])).toEqual([
      ['Lamp', 2, 300, 600],
      ['Fan', 1, 5, 5],
    ]);
    const { lines: _, ...summary } = receipt;
    expect((await queries().listReceipts(store.storekeeper, { limit: 50 })).data).toEqual([summary]);
    expect(await inventory.facts('inventory.goods-received')).toMatchObject([{ receiptId: id, lines: [{}, {}] }]);
  });

  it('I12 papers are numbered per year of the company’s calendar, not of the centre’s', async () => {
    const company = inventory.get(CompanyQueries);
    await inventory.rows("UPDATE company SET calendar = 'gregorian'");
    company.forget();
    const store = await inventory.aStore(); // it shows the Jalali calendar
    const partId = await inventory.aPart();
    await inventory.receive(store, partId, 1, 1);
    await inventory.request(store, [[partId, 1]]);
    company.forget();
    const papers = await inventory.rows<{ number: string }>(
      'SELECT number FROM goods_receipt UNION ALL SELECT number FROM requisition ORDER BY number',
    );
    expect(papers.map(({ number }) => number)).toEqual([
      expect.stringMatching(/^GR-20\d\d-000001$/),
      expect.stringMatching(/^RQ-20\d\d-000001$/),
    ]);
  });

  it('a receipt that cannot be is refused and leaves nothing', async () => {
    const [store, other] = [await inventory.aStore(), await inventory.aStore()];
    const partId = await inventory.aPart();
    const foreign = { ...store, locationId: other.locationId };
    await expect(inventory.receive(foreign, partId, 1, 1)).rejects.toMatchObject({ code: 'not-found' });
    await expect(inventory.receive({ ...store, storekeeper: other.storekeeper }, partId, 1, 1)).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(inventory.receive(store, partId, 100_000, 1e12)).rejects.toMatchObject({
      code: 'inventory.value-too-large',
    });
    await expect(inventory.receive(store, newId(), 1, 1)).rejects.toThrow('stock_balance_part_fk');
    expect(await inventory.rows('SELECT 1 FROM goods_receipt UNION ALL SELECT 1 FROM stock_balance')).toEqual([]);
  });

  it('balances are found by part, by shortage and by centre, page by page in order of the names', async () => {
    const [store, other] = [await inventory.aStore(), await inventory.aStore()];
    const [board, lamp, fan] = [
      await inventory.aPart('Board'),
      await inventory.aPart('Lamp'),
      await inventory.aPart('Fan'),
    ];
    await inventory.receive(store, lamp, 5, 10);
    await inventory.receive(store, board, 1, 10);
    await inventory.receive(other, fan, 1, 10);
    await inventory.request(store, [[board, 3]]);
    const names = async (filter: object, actor = SYSTEM) =>
      (await queries().listBalances(actor, { limit: 50, ...filter })).data.map((row) => row.part.name.en);
    expect(await names({})).toEqual(['Board', 'Fan', 'Lamp']);
    expect(await names({}, store.storekeeper)).toEqual(['Board', 'Lamp']);
    expect(await names({ centerId: other.centerId })).toEqual(['Fan']);
    expect(await names({ locationId: store.locationId, q: 'LAM' })).toEqual(['Lamp']);
    expect(await names({ short: true })).toEqual(['Board']);
    expect(await queries().getBalance(SYSTEM, store.locationId, board)).toMatchObject({
      onHand: 1,
      reserved: 1,
      free: 0,
      short: 2,
      averageCost: 10,
    });
    const first = await queries().listBalances(SYSTEM, { limit: 2 });
    expect(await names({ limit: 2, cursor: first.page.nextCursor })).toEqual(['Lamp']);
  });

  it('availability of parts: here, free here, and free at the other centres', async () => {
    const [store, other] = [await inventory.aStore(), await inventory.aStore()];
    const [part, never] = [await inventory.aPart(), await inventory.aPart()];
    await inventory.receive(store, part, 3, 10);
    await inventory.receive(other, part, 4, 10);
    await inventory.request(store, [[part, 1]]);
    const found = await queries().availability(store.storekeeper, store.centerId, [part, never]);
    expect(new Map(found.map(({ partId, ...row }) => [partId, row]))).toEqual(
      new Map([
        [part, { onHand: 3, free: 2, freeElsewhere: 4 }],
        [never, { onHand: 0, free: 0, freeElsewhere: 0 }],
      ]),
    );
    await expect(queries().availability(store.storekeeper, other.centerId, [part])).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('the desk shows requests by state, oldest first, with what is at hand and what is short', async () => {
    const store = await inventory.aStore();
    const partId = await inventory.aPart();
    await inventory.receive(store, partId, 1, 10);
    const ids = [];
    for (const quantity of [2, 1]) ids.push((await inventory.request(store, [[partId, quantity]])).requisitionId);
    const page = await queries().listRequisitions(store.storekeeper, { limit: 1, state: ['submitted'] });
    expect(page.data).toMatchObject([{ id: ids[0], lineCount: 1, reserved: 1, short: 1, state: 'submitted' }]);
    const cursor = page.page.nextCursor!;
    const rest = await queries().listRequisitions(store.storekeeper, { limit: 5, cursor, state: ['submitted'] });
    expect(rest.data.map((row) => row.id)).toEqual(ids.slice(1));
    expect((await queries().listRequisitions(SYSTEM, { limit: 5, state: ['issued'] })).data).toEqual([]);
  });

  it('locations are changed by their version and only within the actor’s centres', async () => {
    const [store, other] = [await inventory.aStore(), await inventory.aStore()];
    const locations = inventory.get(StockLocationsService);
    const name = { fa: 'انبار اصلی', en: null };
    await inventory.run((tx) => locations.change(tx, store.storekeeper, store.locationId, 1, { name }));
    expect(await queries().getLocation(store.storekeeper, store.locationId)).toMatchObject({ name, version: 2 });
    const again = inventory.run((tx) => locations.change(tx, store.storekeeper, store.locationId, 1, { name }));
    await expect(again).rejects.toMatchObject({ code: 'stale-version' });
    const foreign = inventory.run((tx) => locations.change(tx, other.storekeeper, store.locationId, 2, { name }));
    await expect(foreign).rejects.toMatchObject({ code: 'not-found' });
    expect((await queries().listLocations(other.storekeeper, { limit: 50 })).data).toHaveLength(1);
  });
});
