import { CustomersService } from '@aftercare/customers';
import { newId } from '@aftercare/kernel';
import { SYSTEM } from '@aftercare/platform';
import { clerk, DevicesWorkbench } from './testing/workbench.js';

describe('ownership', () => {
  const bench = DevicesWorkbench.forThisFile();
  const { register, present, view, kinds, write, transfer } = bench;

  it('D7 the day it changes hands belongs to the new owner', async () => {
    const { deviceId } = await present();
    await transfer(deviceId, bench.world.maryam, '2026-01-01'); // owns it already
    expect(await view(deviceId)).toMatchObject({ version: 1, owner: { ownedFrom: '2025-03-21' } });
    await transfer(deviceId, bench.world.ali, '2026-01-01');
    expect(await view(deviceId)).toMatchObject({
      version: 2,
      owner: { id: bench.world.ali, name: 'علی رضایی', mobile: '+989351112233', ownedFrom: '2026-01-01' },
    });
    const [line] = (await bench.queries.timeline(deviceId, { limit: 1 })).data;
    expect(line).toMatchObject({
      kind: 'owner-changed',
      details: { from: bench.world.maryam, to: bench.world.ali, on: '2026-01-01' },
    });
    expect((await bench.queries.ofCustomer(clerk, bench.world.maryam, { limit: 9 })).data).toMatchObject([
      { id: deviceId, ownedFrom: '2025-03-21', ownedTo: '2026-01-01', owner: { id: bench.world.ali } },
    ]);
    await expect(transfer(deviceId, bench.world.maryam, '2025-12-31')).rejects.toMatchObject({
      code: 'devices.ownership-overlap',
    });
    await expect(transfer(deviceId, newId(), '2026-02-01')).rejects.toMatchObject({
      constraint: 'device_ownership_customer_fk',
    });
  });

  it('D7 whoever brings a device of another does not become its owner', async () => {
    const { deviceId } = await present();
    expect(await present({ customerId: bench.world.ali })).toMatchObject({
      created: false,
      ownerId: bench.world.maryam,
    });
    const ownerless = await register({ serial: 'SN0002' });
    expect(await present({ serial: 'SN0002', customerId: bench.world.ali })).toMatchObject({
      ownerId: bench.world.ali,
    });
    expect(await kinds(ownerless)).toEqual(['owner-changed', 'registered']);
    expect(await kinds(deviceId)).toEqual(['registered']);
  });

  it('D7 transfers at once leave one open owner', async () => {
    const { deviceId } = await present();
    const third = await write((tx) =>
      bench
        .get(CustomersService)
        .create(tx, SYSTEM, { kind: 'firm', name: 'شرکت', mobile: '09361112233', locale: 'fa' }),
    );
    await Promise.all(
      [bench.world.ali, third, bench.world.ali, third].map((to) => transfer(deviceId, to, '2026-01-01')),
    );
    const periods = await bench.db.source.query(`SELECT owned_to FROM device_ownership WHERE device_id = $1`, [
      deviceId,
    ]);
    expect(periods.filter((period: { owned_to: string | null }) => period.owned_to === null)).toHaveLength(1);
    expect([bench.world.ali, third]).toContain((await view(deviceId)).owner?.id);
  });

  it('D7 the database refuses a second open owner and periods that overlap', async () => {
    const { deviceId } = await present();
    const add = (from: string, to: string | null): Promise<unknown> =>
      bench.db.source.query(`INSERT INTO device_ownership VALUES ($1, $2, $3, $4, $5)`, [
        newId(),
        deviceId,
        bench.world.ali,
        from,
        to,
      ]);
    await add('2025-01-01', '2025-03-21'); // half-open: touches, does not overlap
    await expect(add('2025-03-20', '2025-03-22')).rejects.toThrow('device_ownership_overlap_ex');
    await expect(add('2026-01-01', null)).rejects.toThrow(/device_ownership_(open_uq|overlap_ex)/);
    await expect(add('2025-01-01', '2024-01-01')).rejects.toThrow('device_ownership');
  });
});
