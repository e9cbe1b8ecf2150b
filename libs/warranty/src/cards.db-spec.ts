import { newId, persianDigits } from '@aftercare/kernel';
import { SYSTEM } from '@aftercare/platform';
import type { ActivateCard, IssueCards, PrintedCard } from './cards.service.js';
import { REGISTRATION_STATES } from './coverage-facts.js';
import { twoYearTerms } from './testing/terms.js';
import { refusalOf, WarrantyWorkbench } from './testing/workbench.js';
import { STATE_MOVES } from './warranty-status.js';

describe('cards', () => {
  const bench = WarrantyWorkbench.forThisFile();
  const phoneTerms = { ...twoYearTerms, startBasis: 'activation', startCapMonths: 3 } as const;
  let policyId: string;
  let product: { brandId: string; productId: string };

  beforeEach(async () => {
    bench.clock.set(new Date('2026-01-01T08:00:00Z'));
    policyId = await bench.aPolicy({ terms: phoneTerms });
    ({ product } = await bench.aCatalog());
  });

  const issue = (input: Partial<IssueCards> = {}) =>
    bench.write((tx) =>
      bench.cards.issue(tx, SYSTEM, {
        policyId,
        productId: product.productId,
        ...(input.serials ? {} : { count: 3 }),
        ...input,
      }),
    );
  const print = (batchId: string, version = 1) => bench.write((tx) => bench.cards.print(tx, SYSTEM, batchId, version));
  const printed = async (input: Partial<IssueCards> = {}): Promise<PrintedCard> =>
    (await print(await issue(input)))[0]!;
  const activate = (input: ActivateCard) => bench.write((tx) => bench.cards.activate(tx, SYSTEM, input));
  const byHolder = (card: PrintedCard, more: Partial<ActivateCard> = {}): ActivateCard => ({
    cardNo: card.cardNo,
    serial: 'SN-1',
    by: { channel: 'portal', scratchCode: card.scratchCode, mobile: '+989121234567' },
    ...more,
  });
  const cardOf = async (cardNo: string) => (await bench.cardQueries.list({ q: cardNo, limit: 1 })).data[0]!;

  it('C5 one table says which state may follow which, here and in the database', async () => {
    for (const before of REGISTRATION_STATES)
      for (const after of REGISTRATION_STATES) {
        const [row] = await bench.sql('SELECT warranty_state_follows($1, $2) AS follows', [before, after]);
        expect([before, after, row?.['follows']]).toEqual([before, after, STATE_MOVES[before].includes(after)]);
      }
  });

  it('C1 are numbered in one series with registrations, under the version that binds now', async () => {
    const registered = await bench.write(async (tx) =>
      bench.registrations.register(tx, SYSTEM, { deviceId: await bench.aDevice(product), start: {} }),
    );
    const batchId = await issue({ count: 2 });
    const { data } = await bench.cardQueries.list({ batchId, limit: 10 });
    expect(data.map(({ cardNo }) => cardNo)).toEqual(['WC-1404-000003', 'WC-1404-000002']);
    expect((await bench.queries.getRegistration(registered)).cardNo).toBe('WC-1404-000001');
    expect(data[0]).toMatchObject({
      state: 'raw',
      policy: { number: 1 },
      product: { id: product.productId, brand: { en: 'Alborz' } },
      issuedOn: '2026-01-01',
      allowedActions: ['activate', 'suspend', 'void'],
    });
    expect(await bench.cardQueries.getBatch(batchId)).toMatchObject({
      number: 'WB-1404-000001',
      size: 2,
      activated: 0,
    });
  });

  it('C1 are issued one for each serial number, and not twice for the same', async () => {
    const batchId = await issue({ serials: ['SN-1', 'SN-2'] });
    const { data } = await bench.cardQueries.list({ batchId, limit: 10 });
    expect(data.map(({ serial }) => serial)).toEqual(['SN-2', 'SN-1']);
    expect((await bench.cardQueries.list({ q: 'sn2', limit: 10 })).data).toEqual([data[0]]);
    const faultsOf = async (input: Partial<IssueCards>) => {
      const error = await issue(input).then(
        () => ({ errors: [] }),
        (refusal: unknown) => refusal as { errors: { pointer: string; code: string }[] },
      );
      return error.errors.map(({ pointer, code }) => `${pointer} ${code}`);
    };
    expect(await faultsOf({ serials: ['SN-3', 'sn 2', '---', 'SN3'] })).toEqual([
      '/serials/2 serial',
      '/serials/3 duplicate',
    ]);
    expect(await faultsOf({ serials: ['SN-3', 'sn 2'] })).toEqual(['/serials/1 duplicate']);
    expect(await faultsOf({ serials: ['SN-3'], count: 1 })).toEqual(['/count conflict']);
    expect(await faultsOf({ serials: ['SN-3'], productId: null })).toEqual(['/productId required']);
  });

  it('C1 promise nothing that is not published', async () => {
    const draft = await bench.write((tx) =>
      bench.policies.draft(tx, SYSTEM, {
        code: 'P-2',
        name: { fa: null, en: 'Draft' },
        scopes: [{ brandId: null, productGroupId: null, productId: null }],
        terms: twoYearTerms,
      }),
    );
    expect(await refusalOf(issue({ policyId: draft }))).toBe('warranty.policy-unpublished');
    expect(await refusalOf(issue({ policyId: newId() }))).toBe('not-found');
    expect(await refusalOf(issue({ productId: newId() }))).toBe('warranty_card_batch_product_fk');
  });

  it('C2 get a code each when printed, kept as a hash, and another when printed again', async () => {
    const batchId = await issue();
    const first = await print(batchId);
    expect(first).toHaveLength(3);
    for (const table of ['warranty_card', 'outbox_event', 'audit_entry', 'idempotency_key']) {
      const [row] = await bench.sql(`SELECT coalesce(json_agg(t), '[]')::text AS text FROM ${table} t`);
      for (const { scratchCode } of first) expect(row?.['text']).not.toContain(scratchCode);
    }
    expect(await refusalOf(print(batchId))).toBe('stale-version');
    const second = await print(batchId, 2);
    expect(await refusalOf(activate(byHolder(first[0]!)))).toBe('warranty.card-code-refused');
    expect(await refusalOf(activate(byHolder(second[0]!)))).toBe('accepted');
    expect((await print(batchId, 3)).map(({ cardNo }) => cardNo)).toEqual(first.slice(1).map(({ cardNo }) => cardNo));
  });

  it('C3 scenario 3: become the registration of the device, from activation, capped by the day of the card', async () => {
    bench.clock.set(new Date('2024-05-15T08:00:00Z'));
    const card = await printed();
    bench.clock.set(new Date('2024-09-25T08:00:00Z'));
    const longer = { ...phoneTerms, cover: [{ class: 'parts', months: 60, percent: 100 }] };
    await bench.write(async (tx) => {
      await bench.policies.revise(tx, SYSTEM, policyId, 2, longer);
      await bench.policies.publish(tx, SYSTEM, policyId, 3);
    });
    const done = await activate(byHolder(card, { soldOn: '2024-09-10' }));
    const registration = await bench.queries.getRegistration(done.registrationId);
    expect(registration).toMatchObject({
      cardNo: card.cardNo,
      deviceId: done.deviceId,
      policy: { number: 1 },
      state: 'active',
      start: { cardIssuedOn: '2024-05-15', soldOn: '2024-09-10', activatedOn: '2024-09-25' },
      startsOn: '2024-08-16',
    });
    expect(done.endsOn).toBe(registration.endsOn);
    expect(await cardOf(card.cardNo)).toMatchObject({
      state: 'active',
      deviceId: done.deviceId,
      activatedBy: 'portal',
      startsOn: '2024-08-16',
      allowedActions: ['suspend', 'void'],
    });
    const facts = await bench.sql(`SELECT name, payload FROM outbox_event ORDER BY id DESC LIMIT 1`);
    expect(facts).toEqual([
      {
        name: 'warranty.card-activated',
        payload: {
          cardNo: card.cardNo,
          deviceId: done.deviceId,
          registrationId: done.registrationId,
          channel: 'portal',
        },
      },
    ]);
  });

  it('C3 of two who activate one card at once exactly one wins', async () => {
    const card = await printed();
    const both = await Promise.all([
      refusalOf(activate(byHolder(card))),
      refusalOf(activate(byHolder(card, { serial: 'SN-2' }))),
      refusalOf(activate({ cardNo: card.cardNo, serial: 'SN-3', by: { channel: 'staff' } })),
    ]);
    expect(both.sort()).toEqual(['accepted', 'warranty.card-not-open', 'warranty.card-not-open']);
    expect(await bench.sql('SELECT count(*)::int AS n FROM warranty_registration')).toEqual([{ n: 1 }]);
    expect(await bench.sql('SELECT count(*)::int AS n FROM device')).toEqual([{ n: 1 }]);
  });

  it('C3 of two cards for one device at once exactly one wins', async () => {
    const [one, two] = await print(await issue());
    const deviceId = await bench.aDevice(product);
    const [{ serial }] = (await bench.sql('SELECT serial FROM device WHERE id = $1', [deviceId])) as [
      { serial: string },
    ];
    const both = await Promise.all([one!, two!].map((card) => refusalOf(activate(byHolder(card, { serial })))));
    expect(both.sort()).toEqual(['accepted', 'warranty_registration_open_uq']);
  });

  it('C4 take the number in any form, and the code in Persian digits', async () => {
    const card = await printed();
    const cardNo = persianDigits(card.cardNo.toLowerCase().replaceAll('-', ' '));
    const by = { channel: 'sms', scratchCode: persianDigits(card.scratchCode), mobile: '+989121234567' } as const;
    expect(await activate({ cardNo, serial: 'SN-1', by })).toMatchObject({ cardNo: card.cardNo });
    expect(await bench.sql('SELECT holder_mobile AS mobile FROM warranty_card WHERE activated_at IS NOT NULL')).toEqual(
      [{ mobile: '+989121234567' }],
    );
  });

  it('C4 tell a stranger the same of a wrong number and a wrong code', async () => {
    const card = await printed();
    const wrong = { channel: 'portal', scratchCode: '0000000000000000', mobile: '+989121234567' } as const;
    expect(await refusalOf(activate(byHolder(card, { by: wrong })))).toBe('warranty.card-code-refused');
    expect(await refusalOf(activate(byHolder(card, { cardNo: 'WC-1' })))).toBe('warranty.card-code-refused');
    const unprinted = (await bench.cardQueries.list({ batchId: await issue(), limit: 1 })).data[0]!;
    expect(await refusalOf(activate(byHolder({ ...card, cardNo: unprinted.cardNo })))).toBe(
      'warranty.card-code-refused',
    );
    expect(await refusalOf(activate({ cardNo: 'WC-1', by: { channel: 'staff' } }))).toBe('not-found');
  });

  it('C4 are for the unit and product they name', async () => {
    const [named, free] = [await printed({ serials: ['SN-7'] }), await printed({ productId: null })];
    expect(await refusalOf(activate(byHolder(named, { serial: 'SN-8' })))).toBe('warranty.card-of-other-device');
    const { serial: _, ...unnamed } = byHolder(named);
    expect(await refusalOf(activate(unnamed))).toBe('accepted');
    expect(await refusalOf(activate(byHolder(free, { serial: 'SN-9' })))).toBe('warranty.card-product-unknown');
    const staff = { cardNo: free.cardNo, by: { channel: 'staff' } } as const;
    expect(await refusalOf(activate(staff))).toBe('invalid-input');
    expect(await refusalOf(activate({ ...staff, serial: 'SN-9' }))).toBe('invalid-input');
    expect(await refusalOf(activate({ ...staff, serial: 'SN-9', productId: newId() }))).toBe('devices.unknown-product');
    expect(await refusalOf(activate({ ...staff, serial: 'SN-9', productId: product.productId }))).toBe('accepted');
  });

  it('C4 give nothing to a blocked device', async () => {
    const deviceId = await bench.aDevice(product);
    await bench.sql(
      `UPDATE device SET provenance = 'blocked', blocked_reason = 'stolen', serial = 'SN-9' WHERE id = $1`,
      [deviceId],
    );
    expect(await refusalOf(activate(byHolder(await printed(), { serial: 'SN-9' })))).toBe('devices.blocked');
  });

  it('C5 suspended they cannot be activated, resumed they can, void never', async () => {
    const card = await printed();
    const { id, version } = await cardOf(card.cardNo);
    await bench.write((tx) => bench.cards.move(tx, SYSTEM, id, version, 'suspend', 'lost in the post'));
    expect(await refusalOf(activate(byHolder(card)))).toBe('warranty.card-not-open');
    expect(await cardOf(card.cardNo)).toMatchObject({
      state: 'suspended',
      stateReason: 'lost in the post',
      allowedActions: ['resume', 'void'],
    });
    await bench.write((tx) => bench.cards.move(tx, SYSTEM, id, version + 1, 'resume', 'found'));
    expect(await cardOf(card.cardNo)).toMatchObject({ state: 'raw', stateReason: null });
    await bench.write((tx) => bench.cards.move(tx, SYSTEM, id, version + 2, 'void', 'forged'));
    expect(await refusalOf(activate(byHolder(card)))).toBe('warranty.card-not-open');
    const again = bench.write((tx) => bench.cards.move(tx, SYSTEM, id, version + 3, 'resume', 'no'));
    expect(await refusalOf(again)).toBe('warranty.card-not-open');
    expect(await refusalOf(bench.sql(`UPDATE warranty_card SET state = 'raw' WHERE id = $1`, [id]))).toBe(
      'warranty_state_move_ck',
    );
  });

  it('C5 stand as their registration does, whoever changes that', async () => {
    const card = await printed();
    const { registrationId } = await activate(byHolder(card));
    const { id, version } = await cardOf(card.cardNo);
    await bench.write((tx) => bench.cards.move(tx, SYSTEM, id, version, 'suspend', 'unpaid'));
    expect(await bench.queries.getRegistration(registrationId)).toMatchObject({ state: 'suspended' });
    expect(await cardOf(card.cardNo)).toMatchObject({ state: 'suspended', version: version + 1 });
    await bench.write((tx) => bench.cards.move(tx, SYSTEM, id, version + 1, 'resume', 'paid'));
    expect(await bench.queries.getRegistration(registrationId)).toMatchObject({ state: 'active', stateReason: null });
    await bench.write((tx) => bench.registrations.void(tx, SYSTEM, registrationId, undefined, 'forged'));
    expect(await cardOf(card.cardNo)).toMatchObject({ state: 'void', stateReason: 'forged', allowedActions: [] });
  });

  it('C3 cannot be registered by number instead, past their own promise', async () => {
    const card = await printed();
    const register = bench.write(async (tx) =>
      bench.registrations.register(tx, SYSTEM, {
        deviceId: await bench.aDevice(product),
        cardNo: card.cardNo.toLowerCase(),
        start: {},
      }),
    );
    expect(await refusalOf(register)).toBe('warranty.card-number-taken');
  });
});
