import { newId } from '@aftercare/kernel';
import { SYSTEM } from '@aftercare/platform';
import { RequisitionsService } from './requisitions.service.js';
import { StockQueries } from './stock.queries.js';
import { TestInventory } from './testing/store.js';

describe('requisitions', () => {
  const inventory = new TestInventory();
  const requisitions = () => inventory.get(RequisitionsService);
  const queries = () => inventory.get(StockQueries);
  const issue = async (requisitionId: string, quantity: number, line = 0) => {
    const view = await queries().getRequisition(SYSTEM, requisitionId);
    const lines = [{ lineId: view.lines[line]!.id, quantity }];
    return inventory.run((tx) => requisitions().issue(tx, SYSTEM, requisitionId, view.version, lines));
  };

  it('scenario 11: average 1,100,000, three issued cost 3,300,000, one back unused leaves 13 worth 14,300,000', async () => {
    const store = await inventory.aStore();
    const partId = await inventory.aPart();
    await inventory.receive(store, partId, 10, 1_000_000);
    await inventory.receive(store, partId, 5, 1_300_000);
    const [average] = (await queries().listBalances(store.storekeeper, { limit: 50 })).data;
    expect(average).toMatchObject({ onHand: 15, value: 16_500_000, averageCost: 1_100_000 });

    const orderId = newId();
    const { requisitionId } = await inventory.request(store, [[partId, 3]], orderId);
    await issue(requisitionId, 3);
    expect(await inventory.balance({ ...store, partId })).toEqual({ on_hand: 12, reserved: 0, value: 13_200_000 });
    const [line] = (await queries().getRequisition(SYSTEM, requisitionId)).lines;
    expect(line).toMatchObject({ issued: 3, issuedValue: 3_300_000 });

    await inventory.run((tx) => requisitions().returnUnused(tx, store.storekeeper, line!.id, 1));
    expect(await inventory.balance({ ...store, partId })).toEqual({ on_hand: 13, reserved: 0, value: 14_300_000 });
    expect(await queries().ofOrder(store.storekeeper, orderId)).toEqual([
      {
        orderLineId: line!.orderLineId,
        requested: 3,
        reserved: 0,
        short: 0,
        issued: 3,
        returned: 1,
        issuedValue: 3_300_000,
        returnedValue: 1_100_000,
      },
    ]);
    expect(await inventory.discrepancies()).toEqual([]);
  });

  it('scenario 11: one piece, two benches at once: one gets it, the other is short and told which centre has it free', async () => {
    const [store, branchB] = [await inventory.aStore(), await inventory.aStore()];
    const partId = await inventory.aPart();
    await inventory.receive(store, partId, 1, 1_000);
    await inventory.receive(branchB, partId, 4, 1_000);
    const outcomes = await Promise.all([1, 2].map(() => inventory.request(store, [[partId, 1]])));
    const lines = outcomes.flatMap((outcome) => outcome.lines);
    expect(lines.map((line) => line.reserved).toSorted((a, b) => a - b)).toEqual([0, 1]);
    expect(lines.map((line) => line.short).toSorted((a, b) => a - b)).toEqual([0, 1]);
    expect(await inventory.balance({ ...store, partId })).toMatchObject({ on_hand: 1, reserved: 1 });

    const loser = outcomes.find((outcome) => outcome.lines[0]?.short === 1);
    expect(await inventory.facts('inventory.shortage-raised')).toEqual([
      expect.objectContaining({
        requisitionId: loser?.requisitionId,
        partId,
        quantity: 1,
        freeElsewhere: [{ centerId: branchB.centerId, locationId: branchB.locationId, free: 4 }],
      }),
    ]);
  });

  it('scenario 11: fifty parallel requests for the last piece: one reserves it, and it is handed out once', async () => {
    const store = await inventory.aStore();
    const partId = await inventory.aPart();
    await inventory.receive(store, partId, 1, 1_000);
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => inventory.request(store, [[partId, 1]])));
    const winners = outcomes.filter((outcome) => outcome.lines[0]?.reserved === 1);
    expect(winners).toHaveLength(1);

    const tries = await Promise.allSettled(outcomes.map(({ requisitionId }) => issue(requisitionId, 1)));
    expect(tries.filter((attempt) => attempt.status === 'fulfilled')).toHaveLength(1);
    const refusals = tries.flatMap((attempt) => (attempt.status === 'rejected' ? [attempt.reason.code] : []));
    expect(new Set(refusals)).toEqual(new Set(['inventory.not-reserved']));
    expect(await inventory.balance({ ...store, partId })).toEqual({ on_hand: 0, reserved: 0, value: 0 });
    expect(await inventory.discrepancies()).toEqual([]);
  });

  it('scenario 11: the same piece handed out fifty times at once leaves the store once', async () => {
    const store = await inventory.aStore();
    const partId = await inventory.aPart();
    await inventory.receive(store, partId, 1, 1_000);
    const { requisitionId } = await inventory.request(store, [[partId, 1]]);
    const { lines, version } = await queries().getRequisition(SYSTEM, requisitionId);
    const quantities = [{ lineId: lines[0]!.id, quantity: 1 }];
    const tries = await Promise.allSettled(
      Array.from({ length: 50 }, () =>
        inventory.run((tx) => requisitions().issue(tx, SYSTEM, requisitionId, version, quantities)),
      ),
    );
    expect(tries.filter((attempt) => attempt.status === 'fulfilled')).toHaveLength(1);
    expect(tries.find((attempt) => attempt.status === 'rejected')?.reason).toMatchObject({ code: 'stale-version' });
    expect(await inventory.balance({ ...store, partId })).toEqual({ on_hand: 0, reserved: 0, value: 0 });
  });

  it('I2 requests, receipts and releases that cross each other on two parts all come through', async () => {
    const store = await inventory.aStore();
    const [a, b] = [await inventory.aPart(), await inventory.aPart()];
    inventory.retries = 0;
    const orders = Array.from({ length: 8 }, () => newId());
    await Promise.all(
      orders.flatMap((orderId, index) => {
        const parts = index % 2 ? [a, b] : [b, a];
        return [
          inventory.request(store, [[parts[0]!, 2], [parts[1]!, 1]], orderId), // prettier-ignore
          inventory.receive(store, parts[0]!, 1, 10),
          inventory.run((tx) => requisitions().releaseOrder(tx, SYSTEM, orderId)),
        ];
      }),
    );
    expect(inventory.retries).toBe(0);
    expect(await inventory.discrepancies()).toEqual([]);
    const idle = await inventory.rows(
      `SELECT 1 FROM stock_balance b JOIN requisition_line l USING (location_id, part_id)
        WHERE l.short > 0 AND b.on_hand > b.reserved`,
    );
    expect(idle).toEqual([]);
  });

  it('I4 what comes in goes to the oldest request first, one part summed over the lines of a request', async () => {
    const store = await inventory.aStore();
    const partId = await inventory.aPart();
    const first = await inventory.request(store, [
      [partId, 2],
      [partId, 1],
    ]);
    const second = await inventory.request(store, [[partId, 2]]);
    expect(first.lines.map((line) => line.short)).toEqual([2, 1]);
    await inventory.receive(store, partId, 4, 500);
    const reserved = async (id: string) =>
      (await queries().getRequisition(SYSTEM, id)).lines.map((line) => [line.reserved, line.short]);
    expect(await reserved(first.requisitionId)).toEqual([
      [2, 0],
      [1, 0],
    ]);
    expect(await reserved(second.requisitionId)).toEqual([[1, 1]]);
    expect(await inventory.facts('inventory.shortage-filled')).toMatchObject([
      { requisitionId: first.requisitionId, lines: [{ quantity: 2 }, { quantity: 1 }] },
      { requisitionId: second.requisitionId, lines: [{ quantity: 1 }] },
    ]);
    expect(await inventory.discrepancies()).toEqual([]);
  });

  it('I4 a receipt that meets a request in the making waits for it, and serves it', async () => {
    const store = await inventory.aStore();
    const partId = await inventory.aPart();
    await inventory.receive(store, partId, 1, 100);
    await inventory.request(store, [[partId, 1]]); // what is there is promised
    let receipt: Promise<string> | undefined;
    await inventory.run(async (tx) => {
      const lines = [{ orderLineId: newId(), partId, quantity: 1 }];
      await requisitions().submit(tx, SYSTEM, { orderId: newId(), centerId: store.centerId, lines });
      receipt = inventory.receive(store, partId, 1, 100);
      await new Promise((resolve) => setTimeout(resolve, 150));
    });
    await receipt;
    expect(await inventory.balance({ ...store, partId })).toMatchObject({ on_hand: 2, reserved: 2 });
  });

  it('I5 only reserved pieces are handed out, and only until the requisition is finished', async () => {
    const store = await inventory.aStore();
    const partId = await inventory.aPart();
    await inventory.receive(store, partId, 3, 100);
    const { requisitionId } = await inventory.request(store, [[partId, 5]]);
    await expect(issue(requisitionId, 4)).rejects.toMatchObject({
      code: 'inventory.not-reserved',
      params: { reserved: 3 },
    });
    await issue(requisitionId, 2);
    expect(await queries().getRequisition(SYSTEM, requisitionId)).toMatchObject({
      state: 'partly_issued',
      reserved: 1,
      short: 2,
    });
    await inventory.receive(store, partId, 2, 100);
    await issue(requisitionId, 3);
    expect(await queries().getRequisition(SYSTEM, requisitionId)).toMatchObject({ state: 'issued', short: 0 });
    await expect(issue(requisitionId, 1)).rejects.toMatchObject({ code: 'inventory.requisition-finished' });
  });

  it('I6 pieces come back at the cost they were issued at, to the last rial, and no more than went out', async () => {
    const store = await inventory.aStore();
    const partId = await inventory.aPart();
    await inventory.receive(store, partId, 2, 33);
    await inventory.receive(store, partId, 1, 34); // 3 pieces, 100 rial
    const { requisitionId } = await inventory.request(store, [[partId, 3]]);
    await issue(requisitionId, 3);
    await inventory.receive(store, partId, 1, 9_000);
    const { lines } = await queries().getRequisition(SYSTEM, requisitionId);
    for (const value of [9_033, 9_067, 9_100]) {
      await inventory.run((tx) => requisitions().returnUnused(tx, SYSTEM, lines[0]!.id, 1));
      expect(await inventory.balance({ ...store, partId })).toMatchObject({ value });
    }
    await expect(inventory.run((tx) => requisitions().returnUnused(tx, SYSTEM, lines[0]!.id, 1))).rejects.toMatchObject(
      { code: 'inventory.not-issued', params: { returnable: 0 } },
    );
    expect(await inventory.discrepancies()).toEqual([]);
  });

  it('scenario 6: a refused order frees its two reserved parts, the stock is unchanged and the next order gets them', async () => {
    const store = await inventory.aStore();
    const partId = await inventory.aPart();
    await inventory.receive(store, partId, 2, 100);
    const orderId = newId();
    const { requisitionId } = await inventory.request(store, [[partId, 2]], orderId);
    const waiting = await inventory.request(store, [[partId, 1]]);
    expect(await inventory.balance({ ...store, partId })).toEqual({ on_hand: 2, reserved: 2, value: 200 });
    await inventory.run((tx) => requisitions().releaseOrder(tx, store.storekeeper, orderId));
    expect(await queries().getRequisition(SYSTEM, requisitionId)).toMatchObject({ state: 'cancelled', reserved: 0 });
    expect(await queries().getRequisition(SYSTEM, waiting.requisitionId)).toMatchObject({ reserved: 1, short: 0 });
    expect(await inventory.balance({ ...store, partId })).toEqual({ on_hand: 2, reserved: 1, value: 200 });
    expect(await inventory.facts('inventory.reservations-released')).toMatchObject([
      { orderId, lines: [{ partId, quantity: 2 }] },
    ]);
  });

  it('an order that is over closes what was handed out, and its parts may still come back', async () => {
    const store = await inventory.aStore();
    const partId = await inventory.aPart();
    await inventory.receive(store, partId, 2, 100);
    const orderId = newId();
    const { requisitionId } = await inventory.request(store, [[partId, 2]], orderId);
    await issue(requisitionId, 1);
    await inventory.run((tx) => requisitions().releaseOrder(tx, store.storekeeper, orderId));
    const closed = await queries().getRequisition(SYSTEM, requisitionId);
    expect(closed).toMatchObject({ state: 'closed', lines: [{ issued: 1, cancelled: 1, reserved: 0, short: 0 }] });
    await expect(issue(requisitionId, 1)).rejects.toMatchObject({ code: 'inventory.requisition-finished' });
    await inventory.run((tx) => requisitions().returnUnused(tx, SYSTEM, closed.lines[0]!.id, 1));
    expect(await inventory.balance({ ...store, partId })).toEqual({ on_hand: 2, reserved: 0, value: 200 });
  });

  it('I8 of ten lines eight are issued whole at first request: the fill rate is 80 %', async () => {
    const store = await inventory.aStore();
    const parts = await Promise.all(Array.from({ length: 10 }, () => inventory.aPart()));
    for (const partId of parts.slice(0, 8)) await inventory.receive(store, partId, 1, 100);
    const { requisitionId } = await inventory.request(
      store,
      parts.map((partId) => [partId, 1] as const),
    );
    for (let line = 0; line < 8; line++) await issue(requisitionId, 1, line);
    for (const partId of parts.slice(8)) await inventory.receive(store, partId, 1, 100);
    for (let line = 8; line < 10; line++) await issue(requisitionId, 1, line);
    const [rate] = await inventory.rows(
      'SELECT count(*) FILTER (WHERE first_issue_whole)::int AS whole, count(first_issue_whole)::int AS lines FROM requisition_line',
    );
    expect(rate).toEqual({ whole: 8, lines: 10 });
  });

  it('I9 a centre without a branch location cannot be asked for parts, and none has two', async () => {
    const store = await inventory.aStore();
    const partId = await inventory.aPart();
    const second = inventory.rows(
      `INSERT INTO stock_location (id, center_id, code, name_en, kind) VALUES ($1, $2, 'B', 'B', 'branch')`,
      [newId(), store.centerId],
    );
    await expect(second).rejects.toThrow('stock_location_branch_uq');
    await inventory.rows('DELETE FROM stock_location WHERE id = $1', [store.locationId]);
    await expect(inventory.request(store, [[partId, 1]])).rejects.toMatchObject({
      code: 'inventory.no-branch-location',
    });
  });

  it('I11 another centre’s requisitions look as if they were not there', async () => {
    const [store, other] = [await inventory.aStore(), await inventory.aStore()];
    const partId = await inventory.aPart();
    await inventory.receive(store, partId, 1, 100);
    const orderId = newId();
    const { requisitionId } = await inventory.request(store, [[partId, 1]], orderId);
    const { lines, version } = await queries().getRequisition(store.storekeeper, requisitionId);
    const quantities = [{ lineId: lines[0]!.id, quantity: 1 }];
    const notFound = { code: 'not-found' };
    await expect(queries().getRequisition(other.storekeeper, requisitionId)).rejects.toMatchObject(notFound);
    expect((await queries().listRequisitions(other.storekeeper, { limit: 50 })).data).toEqual([]);
    expect(await queries().ofOrder(other.storekeeper, orderId)).toEqual([]);
    for (const attempt of [
      () => inventory.run((tx) => requisitions().issue(tx, other.storekeeper, requisitionId, version, quantities)),
      () => inventory.run((tx) => requisitions().returnUnused(tx, other.storekeeper, lines[0]!.id, 1)),
      () => inventory.request({ ...store, storekeeper: other.storekeeper }, [[partId, 1]]),
    ]) {
      await expect(attempt()).rejects.toMatchObject(notFound);
    }
  });
});
