import type { Id } from '@aftercare/kernel';
import { type Tx } from '@aftercare/platform';
import {
  BlocksService,
  type DeviceCorrection,
  DevicesService,
  type DeviceView,
  DocumentedUnitsService,
  type ListedUnit,
  TwinsService,
} from './index.js';
import { clerk, DevicesWorkbench } from './testing/workbench.js';

const IMEI = '490154203237518';
const IMEI2 = '356938035643809';

/** A block by the staff themselves, without an end. */
const ownBlock = (note: string) => ({ kind: 'blocked', source: 'staff', reference: null, until: null, note }) as const;
const stolen: ListedUnit = {
  kind: 'stolen',
  serial: 'SN-1234',
  imei: null,
  brandId: null,
  productId: null,
  source: 'police',
  reference: null,
  listedOn: '2026-01-01',
  until: null,
  note: null,
};

describe('the register of blocks', () => {
  const bench = DevicesWorkbench.forThisFile();
  const { register, present, view, kinds, write } = bench;
  const raise = (tx: Tx, unit: Partial<ListedUnit> = {}): Promise<Id> =>
    bench.get(BlocksService).raise(tx, clerk, { ...stolen, ...unit });
  const ofSerial = async (): Promise<DeviceView> => view((await bench.ids({ q: 'SN1234' }))[0]!);

  it('D6 a blocked device is turned away; unblocked it is what it was', async () => {
    const id = await register({ verified: true });
    await write((tx) => bench.get(BlocksService).block(tx, clerk, id, 1, ownBlock('سرقتی')));
    expect(await view(id)).toMatchObject({ provenance: 'blocked', blockedReason: 'سرقتی', version: 2 });
    await expect(present()).rejects.toMatchObject({ code: 'devices.blocked', params: { deviceId: id } });
    await expect(write((tx) => bench.devices.prove(tx, clerk, id, 2, { documentNo: 'F' }))).rejects.toMatchObject({
      code: 'devices.blocked',
    });
    await write((tx) => bench.get(BlocksService).release(tx, clerk, id, 2, 'پس داده شد'));
    expect(await view(id)).toMatchObject({ provenance: 'verified', blockedReason: null });
    expect(await kinds(id)).toEqual(['unblocked', 'blocked', 'registered']);
    await expect(write((tx) => bench.get(BlocksService).release(tx, clerk, id, 3, 'x'))).rejects.toMatchObject({
      code: 'devices.not-blocked',
    });
  });

  it('D6 an IMEI that was typed where the serial is asked for is listed all the same', async () => {
    const known = await register({ productId: bench.world.phone, serial: IMEI });
    const blockId = await write((tx) => raise(tx, { serial: null, imei: IMEI }));
    expect(await view(known)).toMatchObject({ provenance: 'blocked' });
    await write((tx) => bench.get(BlocksService).lift(tx, clerk, blockId, 1, 'found'));
    expect(await view(known)).toMatchObject({ provenance: 'declared' });
  });

  it('D6 a record that takes a listed number from its twin is blocked', async () => {
    const [survivorId, loserId] = [await register({ serial: null }), await register({ productId: bench.world.phone })];
    await write((tx) => raise(tx, { brandId: bench.world.brand, productId: bench.world.fridge }));
    await write((tx) =>
      bench.get(TwinsService).merge(tx, clerk, { survivorId, loserId, on: '2026-01-02', reason: 'twice' }),
    );
    expect(await view(survivorId)).toMatchObject({ serial: 'SN-1234', provenance: 'blocked' });
  });

  describe('D6 of an entry and a unit in one moment, the second sees the first', () => {
    const known = { product: { code: 'RF-540' }, facts: {} };
    const correct = (changes: DeviceCorrection) => async (tx: Tx) => {
      const [id] = await bench.ids({ q: 'OTHER' });
      await bench.get(DevicesService).correctFacts(tx, clerk, id!, undefined, changes);
    };
    const bearing: readonly [how: string, (tx: Tx) => Promise<unknown>][] = [
      ['is registered', (tx) => bench.devices.register(tx, clerk, fridge())],
      [
        'is told of by its maker',
        (tx) => bench.get(DocumentedUnitsService).record(tx, clerk, { ...known, serial: 'SN-1234' }),
      ],
      ['gets the serial by a correction', correct({ serial: 'SN-1234' })],
    ];
    const fridge = () => ({ brandId: bench.world.brand, productId: bench.world.fridge, serial: 'sn 1234' });
    beforeEach(() => register({ serial: 'OTHER-1' }));

    it.each(bearing)('a unit %s, and the entry comes second', async (_, bear) => {
      await oneAfterTheOther(bear, raise);
      expect(await ofSerial()).toMatchObject({ provenance: 'blocked', blockedReason: 'police' });
    });

    it.each(bearing)('a unit %s after the entry', async (_, bear) => {
      await oneAfterTheOther(raise, bear);
      expect(await ofSerial()).toMatchObject({ provenance: 'blocked', blockedReason: 'police' });
    });

    it('an IMEI of the second slot counts like the first', async () => {
      const unit = () => ({ ...fridge(), imei: IMEI2, imei2: IMEI });
      await oneAfterTheOther(
        (tx) => bench.devices.register(tx, clerk, unit()),
        (tx) => raise(tx, { serial: null, imei: IMEI }),
      );
      expect(await ofSerial()).toMatchObject({ provenance: 'blocked' });
    });

    it('a new unit at the counter is turned away', async () => {
      const brought = () => ({ ...fridge(), imei: null, customerId: bench.world.maryam, ownedFrom: '2026-01-01' });
      await expect(
        oneAfterTheOther(raise, (tx) => bench.devices.findOrRegister(tx, clerk, brought())),
      ).rejects.toMatchObject({ code: 'devices.blocked', params: { kind: 'stolen' } });
      expect(await bench.ids({ q: 'SN1234' })).toEqual([]);
    });

    it('an entry that is lifted lets a unit go that met it a moment before', async () => {
      const blockId = await write((tx) => raise(tx));
      await oneAfterTheOther(
        (tx) => bench.devices.register(tx, clerk, fridge()),
        (tx) => bench.get(BlocksService).lift(tx, clerk, blockId, 1, 'found'),
      );
      expect(await ofSerial()).toMatchObject({ provenance: 'declared' });
    });

    it('many at once leave no listed unit unmarked', async () => {
      const serials = Array.from({ length: 15 }, (_, i) => `SN-9${i}`);
      await Promise.all(
        serials.flatMap((serial) => [
          write((tx) => bench.devices.register(tx, clerk, { ...fridge(), serial })),
          write((tx) => raise(tx, { serial })),
        ]),
      );
      expect(
        await bench.db.source.query(
          `SELECT count(*)::int, provenance FROM device WHERE serial LIKE 'SN-9%' GROUP BY 2`,
        ),
      ).toEqual([{ count: 15, provenance: 'blocked' }]);
    });

    it('a load of many thousand units needs few locks, and an entry waits for it', async () => {
      await oneAfterTheOther(
        (tx) =>
          tx.query(
            `INSERT INTO device (id, brand_id, product_id, serial, provenance)
             SELECT gen_random_uuid(), $1, $2, 'BULK-' || n, 'unknown' FROM generate_series(1, 20000) n`,
            [bench.world.brand, bench.world.fridge],
          ),
        (tx) => raise(tx, { serial: 'BULK-20000' }),
      );
      expect(await view((await bench.ids({ q: 'BULK20000' }))[0]!)).toMatchObject({ provenance: 'blocked' });
    });

    it('units of one number do not wait for each other', async () => {
      await write(async (tx) => {
        await bench.devices.register(tx, clerk, fridge());
        await register({ brandId: bench.world.other, productId: bench.world.foreign, serial: 'SN-1234' });
      });
    });
  });

  /** Begins the second while the first has written and not committed. */
  async function oneAfterTheOther(first: (tx: Tx) => Promise<unknown>, second: (tx: Tx) => Promise<unknown>) {
    let rest: Promise<unknown> = Promise.resolve();
    await write(async (tx) => {
      await first(tx);
      rest = write(second);
      rest.catch(() => undefined); // looked at below
      await new Promise((resolve) => setTimeout(resolve, 50));
    });
    await rest;
  }
});
