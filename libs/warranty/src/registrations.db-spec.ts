import { type Id, newId } from '@aftercare/kernel';
import { SYSTEM } from '@aftercare/platform';
import { phoneTerms, twoYearTerms } from './testing/terms.js';
import { refusalOf, WarrantyWorkbench } from './testing/workbench.js';

describe('registrations', () => {
  const bench = WarrantyWorkbench.forThisFile();

  const register = (deviceId: Id, start: object = { soldOn: '2024-03-20' }, cardNo?: string): Promise<Id> =>
    bench.write((tx) => bench.registrations.register(tx, SYSTEM, { deviceId, cardNo, start }));

  it('R15 scenario 1: registers under the published version, with a card number and the period', async () => {
    await bench.aPolicy();
    const deviceId = await bench.aDevice();
    const registration = await bench.queries.getRegistration(await register(deviceId));
    expect(registration).toMatchObject({
      cardNo: 'WC-1404-000001',
      deviceId,
      policy: { code: 'P-1', number: 1 },
      state: 'active',
      start: { soldOn: '2024-03-20', activatedOn: null },
      startsOn: '2024-03-20',
      endsOn: '2026-03-21',
      version: 1,
    });
    expect(await bench.queries.findRegistrationByCard('WC-1404-000001')).toEqual(registration);
    expect(await bench.queries.findRegistrationByCard('WC-1404-000002')).toBeNull();
    expect((await bench.queries.listRegistrations({ deviceId, limit: 10 })).data).toEqual([registration]);
    expect((await bench.queries.listRegistrations({ deviceId: newId(), limit: 10 })).data).toEqual([]);
    expect(await bench.sql('SELECT name, payload FROM outbox_event ORDER BY id DESC LIMIT 1')).toMatchObject([
      { name: 'warranty.registered', payload: { deviceId, startsOn: '2024-03-20', endsOn: '2026-03-21' } },
    ]);
  });

  it('R15 scenario 3: correcting the card date works the period out anew', async () => {
    await bench.aPolicy({ terms: phoneTerms });
    const start = { cardIssuedOn: '2024-05-15', soldOn: '2024-09-10', activatedOn: '2024-09-25' };
    const id = await register(await bench.aDevice(), start);
    expect(await bench.queries.getRegistration(id)).toMatchObject({ startsOn: '2024-08-16', endsOn: '2026-02-15' });
    const correction = { start: { cardIssuedOn: '2024-06-30' }, reason: 'misread' };
    await bench.write((tx) => bench.registrations.correct(tx, SYSTEM, id, 1, correction));
    expect(await bench.queries.getRegistration(id)).toMatchObject({
      start: { ...start, cardIssuedOn: '2024-06-30' },
      startsOn: '2024-09-25',
      endsOn: '2026-03-24',
      version: 2,
    });
    const [audit] = await bench.sql('SELECT action, details FROM audit_entry ORDER BY id DESC LIMIT 1');
    expect(audit).toMatchObject({
      action: 'warranty.registration-corrected',
      details: { reason: 'misread', before: { cardIssuedOn: '2024-05-15', endsOn: '2026-02-15' } },
    });
  });

  it('R15 is raw, then sold, then active, as the facts become known', async () => {
    await bench.aPolicy({ terms: phoneTerms });
    const id = await register(await bench.aDevice(), { cardIssuedOn: '2024-05-15' });
    expect(await bench.queries.getRegistration(id)).toMatchObject({ state: 'raw', startsOn: null, endsOn: null });
    const learn = (version: number, start: object) =>
      bench.write((tx) => bench.registrations.correct(tx, SYSTEM, id, version, { start, reason: 'told' }));
    await learn(1, { soldOn: '2024-05-20' });
    expect(await bench.queries.getRegistration(id)).toMatchObject({ state: 'sold', startsOn: '2024-05-20' });
    await learn(2, { activatedOn: '2024-06-01' });
    expect(await bench.queries.getRegistration(id)).toMatchObject({ state: 'active', startsOn: '2024-06-01' });
  });

  it('R15 takes the dates over that the record of the device holds, unless told otherwise', async () => {
    await bench.aPolicy();
    const deviceId = await bench.aDevice();
    await bench.sql(`UPDATE device SET sold_on = '2024-03-20', made_on = '2024-01-01'`);
    const id = await register(deviceId, { madeOn: '2024-02-01' });
    expect(await bench.queries.getRegistration(id)).toMatchObject({
      start: { soldOn: '2024-03-20', madeOn: '2024-02-01' },
      startsOn: '2024-03-20',
    });
  });

  it('R15 keeps the terms it was issued under when the policy changes', async () => {
    const policyId = await bench.aPolicy();
    const id = await register(await bench.aDevice());
    await bench.write(async (tx) => {
      const shorter = { ...twoYearTerms, cover: [{ class: 'parts', months: 6, percent: 100 }] };
      await bench.policies.revise(tx, SYSTEM, policyId, 2, shorter);
      await bench.policies.publish(tx, SYSTEM, policyId, 3);
      await bench.registrations.correct(tx, SYSTEM, id, 1, { start: { soldOn: '2024-03-21' }, reason: 'typo' });
    });
    expect(await bench.queries.getRegistration(id)).toMatchObject({ policy: { number: 1 }, endsOn: '2026-03-22' });
  });

  it('R16 a void registration stays void, readable with its reason, and frees the device', async () => {
    await bench.aPolicy();
    const deviceId = await bench.aDevice();
    const id = await register(deviceId);
    await bench.write((tx) => bench.registrations.void(tx, SYSTEM, id, 1, 'forged card'));
    expect(await bench.queries.getRegistration(id)).toMatchObject({ state: 'void', stateReason: 'forged card' });
    const again = (version: number) => bench.write((tx) => bench.registrations.void(tx, SYSTEM, id, version, 'again'));
    expect(await refusalOf(again(2))).toBe('warranty.registration-closed');
    const correct = bench.write((tx) =>
      bench.registrations.correct(tx, SYSTEM, id, 2, { start: { soldOn: '2025-01-01' }, reason: 'no' }),
    );
    expect(await refusalOf(correct)).toBe('warranty.registration-closed');
    expect(await refusalOf(register(deviceId))).toBe('accepted');
  });

  it('R16 of two who register one device at once one wins', async () => {
    await bench.aPolicy();
    const deviceId = await bench.aDevice();
    const outcomes = await Promise.all([refusalOf(register(deviceId)), refusalOf(register(deviceId))]);
    expect(outcomes.sort()).toEqual(['accepted', 'warranty_registration_open_uq']);
    expect((await bench.queries.listRegistrations({ deviceId, limit: 10 })).data).toHaveLength(1);
  });

  it('gives every card its own number, in parallel too, and refuses a printed one that is in use', async () => {
    await bench.aPolicy();
    const { product } = await bench.aCatalog();
    const devices = await Promise.all(Array.from({ length: 6 }, () => bench.aDevice(product)));
    await Promise.all(devices.map((deviceId) => register(deviceId)));
    const cards = (await bench.queries.listRegistrations({ limit: 10 })).data.map(({ cardNo }) => cardNo);
    expect(new Set(cards).size).toBe(6);
    await register(await bench.aDevice(product), {}, 'CARD-7');
    expect(await refusalOf(register(await bench.aDevice(product), {}, 'CARD-7'))).toBe('warranty_registration_card_uq');
  });

  it('refuses a sale before manufacture, a stale version and an unknown device', async () => {
    await bench.aPolicy();
    const deviceId = await bench.aDevice();
    const early = register(deviceId, { madeOn: '2024-03-20', soldOn: '2024-03-19' });
    expect(await refusalOf(early)).toBe('warranty_registration_made_ck');
    const id = await register(deviceId);
    const stale = bench.write((tx) => bench.registrations.correct(tx, SYSTEM, id, 7, { start: {}, reason: 'late' }));
    expect(await refusalOf(stale)).toBe('stale-version');
    expect(await refusalOf(register(newId()))).toBe('not-found');
  });
});
