import { newId } from '@aftercare/kernel';
import type { Actor, Permission } from '@aftercare/platform';
import { clerk, DevicesWorkbench } from './testing/workbench.js';

const IMEI = '490154203237518';
const technician: Actor = { ...clerk, permissions: new Set<Permission>(['device.read']) };

describe('reads of devices', () => {
  const bench = DevicesWorkbench.forThisFile();
  const { register, present, view, ids, transfer } = bench;

  it('lists newest first, by brand, product, present owner and search text', async () => {
    const fridge = (await present()).deviceId;
    const phone = await register({ productId: bench.world.phone, serial: 'PH-77', imei: IMEI });
    const foreign = await register({ brandId: bench.world.other, productId: bench.world.foreign, serial: 'SN1239' });
    expect(await ids()).toEqual([foreign, phone, fridge]);
    expect(await ids({ brandId: bench.world.brand })).toEqual([phone, fridge]);
    expect(await ids({ productId: bench.world.phone })).toEqual([phone]);
    expect(await ids({ customerId: bench.world.maryam })).toEqual([fridge]);
    expect(await ids({ customerId: bench.world.ali })).toEqual([]);
    for (const [q, expected] of [
      ['sn-۱۲۳', [foreign, fridge]],
      ['ph', [phone]],
      ['۴۹۰۱۵', [phone]],
      ['احمدی', [fridge]],
      ['0912', [fridge]],
      ['1234', []],
      ['؟', []],
    ] as const)
      expect([q, await ids({ q })]).toEqual([q, expected]);
    expect(await ids({ q: 'sn', brandId: bench.world.other })).toEqual([foreign]);
    await transfer(fridge, bench.world.ali, '2026-01-01');
    expect(await ids({ customerId: bench.world.maryam })).toEqual([]);
  });

  it('pages through a search', async () => {
    for (let i = 0; i < 5; i++) await register({ serial: `SN000${i}` });
    const first = await bench.queries.list(clerk, { q: 'SN', limit: 3 });
    const rest = await bench.queries.list(clerk, { q: 'SN', limit: 3, cursor: first.page.nextCursor ?? undefined });
    expect([...first.data, ...rest.data].map((device) => device.serial)).toEqual([
      'SN0004',
      'SN0003',
      'SN0002',
      'SN0001',
      'SN0000',
    ]);
    expect(rest.page.hasMore).toBe(false);
  });

  it('who may not read customers sees that there is an owner, not who', async () => {
    const { deviceId } = await present();
    const veiled = { id: bench.world.maryam, name: null, mobile: null, ownedFrom: '2025-03-21' };
    expect((await bench.queries.get(technician, deviceId)).owner).toEqual(veiled);
    expect((await bench.queries.list(technician, { q: 'SN1234', limit: 1 })).data).toMatchObject([{ owner: veiled }]);
    expect(await ids({ q: 'احمدی' }, technician)).toEqual([]);
    expect(await ids({ q: '0912' }, technician)).toEqual([]);
  });

  it('names product, brand and group', async () => {
    expect(await view(await register())).toMatchObject({
      brand: { id: bench.world.brand, name: { fa: null, en: 'Snowa' } },
      product: { id: bench.world.fridge, code: 'RF-540' },
      group: { code: 'home' },
      owner: null,
      components: [],
    });
    await expect(view(newId())).rejects.toMatchObject({ status: 404 });
    await expect(bench.queries.ofCustomer(clerk, newId(), { limit: 1 })).rejects.toMatchObject({ status: 404 });
  });
});
