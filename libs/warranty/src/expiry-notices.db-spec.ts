import { addDays, type CivilDate } from '@aftercare/kernel';
import { SYSTEM } from '@aftercare/platform';
import { ExpiryNoticesService } from './expiry-notices.service.js';
import { WarrantyWorkbench } from './testing/workbench.js';

const TODAY = '2026-01-01';

describe('R28 guarantees that are about to end', () => {
  const bench = WarrantyWorkbench.forThisFile();
  const tell = () => bench.get(ExpiryNoticesService).tellOfExpiring();

  /** A registration that is moved to end on this day. */
  const ending = async (endsOn: CivilDate): Promise<string> => {
    const { product } = await catalog;
    const deviceId = await bench.aDevice(product);
    const id = await bench.write((tx) =>
      bench.registrations.register(tx, SYSTEM, { deviceId, start: { soldOn: '2025-06-01' } }),
    );
    await bench.sql('UPDATE warranty_registration SET ends_on = $2 WHERE id = $1', [id, endsOn]);
    return id;
  };
  let catalog: ReturnType<WarrantyWorkbench['aCatalog']>;

  beforeEach(async () => {
    bench.clock.set(new Date(`${TODAY}T08:00:00Z`));
    await bench.aPolicy();
    catalog = bench.aCatalog();
    await catalog;
  });

  const told = async (): Promise<unknown[]> =>
    await bench.sql(`SELECT subject_id AS id, payload->>'endsOn' AS "endsOn" FROM outbox_event
                       WHERE name = 'warranty.expiring' ORDER BY payload->>'endsOn'`);

  it('are told of within the days of notice: not yet before, and no more when they ended', async () => {
    await ending(addDays(TODAY, 31));
    const last = await ending(addDays(TODAY, 30));
    const tomorrow = await ending(addDays(TODAY, 1));
    await ending(TODAY);
    expect(await tell()).toBe(2);
    expect(await told()).toEqual([
      { id: tomorrow, endsOn: addDays(TODAY, 1) },
      { id: last, endsOn: addDays(TODAY, 30) },
    ]);
  });

  it('are told of once for each period, however often and by however many', async () => {
    const id = await ending(addDays(TODAY, 10));
    const counts = await Promise.all([tell(), tell(), tell()]);
    expect(counts.reduce((sum, each) => sum + each, 0)).toBe(1);
    expect(await tell()).toBe(0);
    await bench.sql('UPDATE warranty_registration SET ends_on = $2 WHERE id = $1', [id, addDays(TODAY, 20)]);
    expect(await tell()).toBe(1);
    expect(await told()).toHaveLength(2);
  });

  it('are those that stand, by the notice the company wants', async () => {
    const id = await ending(addDays(TODAY, 40));
    const suspended = await ending(addDays(TODAY, 5));
    await bench.write((tx) => bench.registrations.suspend(tx, SYSTEM, suspended, 'unpaid'));
    expect(await tell()).toBe(0);
    await bench.sql('UPDATE company SET expiry_notice_days = 45');
    bench.forgetCompany();
    expect(await tell()).toBe(1);
    expect(await told()).toEqual([{ id, endsOn: addDays(TODAY, 40) }]);
    bench.forgetCompany();
  });
});
