import type { Id } from '@aftercare/kernel';
import { ComponentsService } from './index.js';
import { clerk, DevicesWorkbench } from './testing/workbench.js';

describe('components', () => {
  const bench = DevicesWorkbench.forThisFile();
  const { register, view, kinds, write } = bench;

  it('D10 a component sits in one place of one device', async () => {
    const components = bench.get(ComponentsService);
    const fit = (device: Id, version: number, componentId: Id, slot: string): Promise<void> =>
      write((tx) => components.fit(tx, clerk, device, version, { componentId, slot }));
    const [fridge, second, motor, board] = [
      await register(),
      await register({ serial: 'SN0002' }),
      await register({ productId: bench.world.phone, serial: 'M1' }),
      await register({ productId: bench.world.phone, serial: 'B1' }),
    ];
    await fit(fridge, 1, motor, 'compressor');
    expect(await view(fridge)).toMatchObject({
      version: 2,
      components: [{ id: motor, slot: 'compressor', serial: 'M1' }],
    });
    expect(await view(motor)).toMatchObject({ parentId: fridge, componentSlot: 'compressor' });
    await expect(fit(second, 1, motor, 'compressor')).rejects.toMatchObject({ code: 'devices.component-elsewhere' });
    await expect(fit(motor, 2, board, 'board')).rejects.toMatchObject({ code: 'devices.component-nested' });
    await expect(fit(second, 1, fridge, 'x')).rejects.toMatchObject({ code: 'devices.component-nested' });
    await expect(fit(second, 1, second, 'x')).rejects.toMatchObject({ code: 'devices.component-nested' });
    await expect(fit(fridge, 2, board, 'compressor')).rejects.toMatchObject({
      driverError: { constraint: 'device_slot_uq' },
    });
    await expect(fit(fridge, 1, board, 'board')).rejects.toMatchObject({ code: 'stale-version' });
    await write((tx) => components.remove(tx, clerk, fridge, 2, motor));
    await expect(write((tx) => components.remove(tx, clerk, fridge, 3, motor))).rejects.toMatchObject({
      code: 'devices.component-absent',
    });
    expect(await kinds(motor)).toEqual(['component-removed', 'component-fitted', 'registered']);
    expect(await kinds(fridge)).toEqual(['component-removed', 'component-fitted', 'registered']);
  });

  it('D10 two devices at once do not get the same component', async () => {
    const components = bench.get(ComponentsService);
    const hosts = [await register(), await register({ serial: 'SN0002' })];
    const motor = await register({ productId: bench.world.phone, serial: 'M1' });
    const fitted = await Promise.allSettled(
      hosts.map((host) => write((tx) => components.fit(tx, clerk, host, 1, { componentId: motor, slot: 'motor' }))),
    );
    expect(fitted.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});
