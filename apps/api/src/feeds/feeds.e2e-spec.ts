import { BrandsService, ProductGroupsService, ProductsService } from '@aftercare/catalog';
import { addMonths, type Id } from '@aftercare/kernel';
import { SYSTEM } from '@aftercare/platform';
import { PoliciesService } from '@aftercare/warranty';
import { companyDay } from '@aftercare/testing';
import type { Test } from 'supertest';
import { runningApi, type SignedInClient } from '../../test/running-api.js';

const terms = (startBasis: string, months = 24) => ({
  calendar: 'gregorian',
  startBasis,
  cover: [{ class: 'parts', months, percent: 100 }],
  exclusions: [],
  costBearers: [{ bearer: 'maker', percent: 100 }],
  claim: { partsAt: 'cost', handlingPercent: 0 },
});

describe('feeds', () => {
  const api = runningApi();
  let erp: SignedInClient;
  let desk: SignedInClient;
  let policyId: Id;
  let cardPolicyId: Id;

  beforeEach(async () => {
    erp = await api.signIn(['feed.write']);
    desk = await api.signIn([
      'warranty.read',
      'warranty.manage',
      'warranty.register',
      'device.read',
      'device.write',
      'customer.read',
    ]);
    const service = <T>(type: new (...parameters: never[]) => T): T => api.app.get<T>(type, { strict: false });
    await api.db.transaction(async (tx) => {
      const named = (en: string) => ({ fa: null, en });
      const groupId = await service(ProductGroupsService).create(tx, SYSTEM, {
        parentId: null,
        code: 'tv',
        name: named('TV'),
      });
      for (const brand of ['Alborz', 'Damavand']) {
        const brandId = await service(BrandsService).create(tx, SYSTEM, { name: named(brand) });
        const product = { brandId, groupId, name: named('TV'), serialPattern: null };
        await service(ProductsService).create(tx, SYSTEM, { ...product, code: 'TV-1' });
        await service(ProductsService).create(tx, SYSTEM, { ...product, code: `TV-${brand}` });
      }
      const policies = service(PoliciesService);
      const publish = async (code: string, policy: object, scopes: object[]) => {
        const draft = { code, name: named(code), scopes, terms: policy } as Parameters<PoliciesService['draft']>[2];
        const id = await policies.draft(tx, SYSTEM, draft);
        await policies.publish(tx, SYSTEM, id, 1);
        return id;
      };
      policyId = await publish('SALE-24', terms('sale'), [{ brandId: null, productGroupId: null, productId: null }]);
      cardPolicyId = await publish('CARD-18', terms('activation', 18), [
        { brandId: null, productGroupId: groupId, productId: null },
      ]);
      await tx.query(`DELETE FROM warranty_policy_scope WHERE policy_id = $1`, [cardPolicyId]); // only by its cards
    });
  });

  const product = { code: 'TV-Alborz' };
  const putUnit = (key: string, body: object) => erp.put(`/feeds/maker/units/${key}`, body);
  const deliver = (documentNo: string, body: object) =>
    erp.put(`/feeds/erp/sales-deliveries/${encodeURIComponent(documentNo)}`, { soldOn: '2026-03-01', ...body });
  const takeBack = (documentNo: string, lines: object[]) =>
    erp.put(`/feeds/erp/sales-returns/${documentNo}`, { returnedOn: '2026-04-01', lines });
  const device = async (id: string) => (await desk.get(`/devices/${id}`).expect(200)).body;
  const cards = async (count = 1) => {
    const body = { policyId: cardPolicyId, productId: null, count };
    const { id } = (await desk.post('/warranty-card-batches', body).expect(201)).body;
    return (await desk.get(`/warranty-cards?batchId=${id}`)).body.data as { id: string; cardNo: string }[];
  };
  const facts = async () =>
    Number((await api.db.source.query<{ n: string }[]>('SELECT count(*) AS n FROM outbox_event'))[0]?.n);
  const refusal = async (test: Test) => {
    const { status, body } = await test;
    return [
      status,
      body.code,
      ...(body.errors ?? []).map((f: { pointer: string; code: string }) => `${f.pointer} ${f.code}`),
    ];
  };

  describe('of units', () => {
    it('D14 makes a unit known as proven; the same again changes nothing, something else is taken over', async () => {
      const body = { product, serial: 'sn-1', imei: null, madeOn: '2026-01-10' };
      const first = await putUnit('K/1'.replace('/', '%2F'), body).expect(200);
      expect(first.body).toMatchObject({
        source: 'maker',
        key: 'K/1',
        serial: 'sn-1',
        provenance: 'verified',
        revision: 1,
      });
      await desk.patch(`/devices/${first.body.deviceId}`, { madeOn: '2026-01-11' }, 1).expect(200);
      const before = await facts();
      const again = await putUnit('K%2F1', body).expect(200);
      expect(again.body).toEqual({ ...first.body, madeOn: '2026-01-11' });
      expect(await facts()).toBe(before);
      const changed = await putUnit('K%2F1', { ...body, serial: 'SN 1', shippedOn: '2026-02-01' }).expect(200);
      expect(changed.body).toMatchObject({ deviceId: first.body.deviceId, shippedOn: '2026-02-01', revision: 2 });
      expect(await device(first.body.deviceId)).toMatchObject({ madeOn: '2026-01-10', shippedOn: '2026-02-01' });
      expect((await erp.get('/feeds/maker/units/K%2F1').expect(200)).body).toEqual(changed.body);
    });

    it('D13 proves a unit that was declared at a counter, and never renames a proven one', async () => {
      const [unit] = await api.db.source.query<{ product_id: string; brand_id: string }[]>(
        `SELECT id AS product_id, brand_id FROM product WHERE code = 'TV-Alborz'`,
      );
      const declared = { brandId: unit?.brand_id, productId: unit?.product_id, serial: 'SN-7' };
      const { id } = (await desk.post('/devices', declared).expect(201)).body;
      const fed = await putUnit('7', { product, serial: 'SN-7' }).expect(200);
      expect(fed.body).toMatchObject({ deviceId: id, provenance: 'verified' });
      expect(await refusal(putUnit('7', { product, serial: 'SN-8' }))).toEqual([409, 'devices.identity-proven']);
      expect(await refusal(putUnit('8', { product, serial: 'SN-7' }))).toEqual([409, 'devices.unit-fed-twice']);
    });

    it('takes a batch line by line, and names what it refuses', async () => {
      await api.db.source.query(`UPDATE product SET gtin = '6260000000014' WHERE code = 'TV-Alborz'`);
      const units = [
        { key: 'a', product, serial: 'A' },
        { key: 'b', product: { code: 'TV-1' }, serial: 'B' },
        { key: 'c', product: { code: 'TV-1', brand: 'damavand' }, serial: 'C' },
        { key: 'd', product, imei: '490154203237519' },
        { key: 'e', product: { code: 'nothing' }, serial: 'E' },
        { key: 'f', product },
        { key: 'g', product: { gtin: '06260000000014' }, serial: 'G' },
        { key: 'h', product: {}, serial: 'H' },
      ];
      const { body } = await erp.post('/feeds/maker/units/batch', { units }).expect(200);
      expect(body.results.map(({ key, unit, problem }: never) => [key, unit !== null, problem?.['errors']])).toEqual([
        ['a', true, undefined],
        ['b', false, [{ pointer: '/units/1/product', code: 'ambiguous', detail: expect.any(String) }]],
        ['c', true, undefined],
        ['d', false, [{ pointer: '/units/3/imei', code: 'imei', detail: expect.any(String) }]],
        ['e', false, [{ pointer: '/units/4/product', code: 'unknown', detail: expect.any(String) }]],
        ['f', false, [{ pointer: '/units/5', code: 'devices.identity-missing', detail: expect.any(String) }]],
        ['g', true, undefined],
        ['h', false, [{ pointer: '/units/7/product', code: 'unknown', detail: expect.any(String) }]],
      ]);
      expect((await erp.post('/feeds/maker/units/batch', { units }).expect(200)).body).toEqual(body);
      const many = Array.from({ length: 501 }, (_, i) => ({ key: String(i), product, serial: `S${i}` }));
      expect((await erp.post('/feeds/maker/units/batch', { units: many })).status).toBe(400);
    });
  });

  describe('of sales deliveries', () => {
    const buyer = { kind: 'person', name: 'Sara', mobile: '09121234567' };

    it('S1, S2 sell units under the policy of the day, once however often they come', async () => {
      const lines = [
        { product, serial: 'SN-1' },
        { product, serial: 'SN-2' },
      ];
      const body = { buyer, deliveredOn: '2026-03-03', lines };
      const first = await deliver('D/1', body).expect(200);
      expect(first.body).toMatchObject({
        source: 'erp',
        documentNo: 'D/1',
        kind: 'delivery',
        revision: 1,
        lines: [
          { serial: 'SN-1', standing: 'registered', startsOn: '2026-03-01', endsOn: '2028-03-01' },
          { serial: 'SN-2', standing: 'registered' },
        ],
      });
      const before = await facts();
      expect((await deliver('D/1', body).expect(200)).body).toEqual(first.body);
      expect(await facts()).toBe(before);
      const unit = await device(first.body.lines[0].deviceId);
      expect(unit).toMatchObject({
        saleDocumentNo: 'D/1',
        soldOn: '2026-03-01',
        deliveredOn: '2026-03-03',
        provenance: 'verified',
        owner: { name: 'Sara' },
      });

      const later = await deliver('D/1', { ...body, soldOn: '2026-03-02' }).expect(200);
      expect(later.body).toMatchObject({ revision: 2, lines: [{ startsOn: '2026-03-02', endsOn: '2028-03-02' }, {}] });
      expect(later.body.lines[0].registrationId).toBe(first.body.lines[0].registrationId);
      const fewer = await deliver('D/1', { ...body, soldOn: '2026-03-02', lines: lines.slice(1) }).expect(200);
      expect(fewer.body.lines).toMatchObject([{ serial: 'SN-2', standing: 'registered' }]);
      expect(await device(first.body.lines[0].deviceId)).toMatchObject({
        soldOn: null,
        saleDocumentNo: null,
        owner: null,
      });
      const voided = await desk.get(`/warranty-registrations/${first.body.lines[0].registrationId}`).expect(200);
      expect(voided.body).toMatchObject({ state: 'void', stateReason: 'returned: D/1' });
    });

    it('S3 mark a card sold, which waits where activation starts the cover, for that unit alone', async () => {
      const [card, other] = await cards(2);
      const sold = await deliver('D-2', {
        lines: [{ product, serial: 'SN-3', cardNo: card?.cardNo.toLowerCase() }],
      }).expect(200);
      expect(sold.body.lines).toMatchObject([
        { standing: 'awaiting-activation', cardNo: card?.cardNo, registrationId: null },
      ]);
      const read = async () => (await desk.get(`/warranty-cards/${card?.id}`).expect(200)).body;
      expect(await read()).toMatchObject({
        state: 'sold',
        soldOn: '2026-03-01',
        deviceId: sold.body.lines[0].deviceId,
      });
      const activate = (body: object) => desk.post('/warranty-cards/activations', { cardNo: card?.cardNo, ...body });
      const lookUp = async (key?: string) => (await desk.get(`/entitlements?key=${key}`).expect(200)).body;
      for (const key of ['sn3', card?.cardNo])
        expect(await lookUp(key)).toMatchObject({
          cards: [{ cardNo: card?.cardNo, state: 'sold', soldOn: '2026-03-01' }],
          devices: [{ device: { serial: 'SN-3' } }],
        });
      expect(await lookUp(other?.cardNo)).toMatchObject({ cards: [{ state: 'raw' }], devices: [] });
      expect(await refusal(activate({ serial: 'SN-4' }))).toEqual([409, 'warranty.card-of-other-device']);
      const active = await activate({}).expect(200);
      expect((await lookUp(card?.cardNo)).cards).toEqual([]);
      expect(active.body).toMatchObject({
        state: 'active',
        soldOn: '2026-03-01',
        deviceId: sold.body.lines[0].deviceId,
      });
      const after = await erp.get('/feeds/erp/sales-deliveries/D-2').expect(200);
      expect(after.body.lines).toMatchObject([{ standing: 'registered' }]);

      const body = { lines: [{ product, serial: 'SN-5', cardNo: other?.cardNo }] };
      await deliver('D-3', body).expect(200);
      const back = await takeBack('R-3', [{ product, serial: 'sn-5' }]).expect(200);
      expect(back.body.lines).toMatchObject([{ serial: 'SN-5', standing: 'returned' }]);
      expect((await desk.get(`/warranty-cards/${other?.id}`)).body).toMatchObject({
        state: 'raw',
        soldOn: null,
        deviceId: null,
      });
      expect((await deliver('D-3', body).expect(200)).body.lines).toMatchObject([{ standing: 'returned' }]);
      await deliver('D-4', { lines: [{ product, serial: 'SN-6', cardNo: other?.cardNo }] }).expect(200);
    });

    it('S4 returns end the guarantee and free the unit for another sale; what came back stays back', async () => {
      const lines = [{ product, serial: 'SN-1' }];
      const sold = (await deliver('D-1', { buyer, lines }).expect(200)).body.lines[0];
      expect(await refusal(deliver('D-9', { lines }))).toEqual([
        422,
        'warranty.lines-refused',
        '/lines/0 warranty.unit-sold-already',
      ]);
      const body = (await takeBack('R-1', lines).expect(200)).body;
      expect((await takeBack('R-1', lines).expect(200)).body).toEqual(body);
      expect(await device(sold.deviceId)).toMatchObject({ soldOn: null, owner: null });
      expect((await desk.get(`/warranty-registrations/${sold.registrationId}`)).body).toMatchObject({ state: 'void' });
      const again = await deliver('D-9', { lines }).expect(200);
      expect(again.body.lines).toMatchObject([{ deviceId: sold.deviceId, standing: 'registered' }]);
      expect(await refusal(takeBack('R-1', [{ product, serial: 'SN-2' }]))).toEqual([409, 'warranty.return-is-final']);
      await putUnit('9', { product, serial: 'SN-9' }).expect(200);
      expect(
        await refusal(
          takeBack('R-9', [
            { product, serial: 'SN-9' },
            { product, serial: 'SN-0' },
          ]),
        ),
      ).toEqual([422, 'warranty.lines-refused', '/lines/0 warranty.unit-not-sold', '/lines/1 not-found']);
    });

    it('take a document whole or not at all and name every bad line', async () => {
      const [card] = await cards();
      await desk.post(`/warranty-cards/${card?.id}/voiding`, { reason: 'lost' }, 1).expect(200);
      const lines = [
        { product, serial: 'OK-1' },
        { product: { code: 'none' }, serial: 'X' },
        { product, serial: 'OK-2', cardNo: 'WC-1' },
        { product, serial: 'OK-3', cardNo: card?.cardNo },
        { product, serial: 'ok-1', cardNo: '' },
      ];
      expect((await refusal(deliver('D-5', { lines }))).slice(0, 2)).toEqual([422, 'invalid-input']);
      lines[4] = { product, serial: 'ok-1' };
      const refused = await refusal(deliver('D-5', { lines }));
      expect(refused).toEqual([
        422,
        'warranty.lines-refused',
        '/lines/1/product unknown',
        '/lines/2 warranty.unknown-card',
        '/lines/3 warranty.card-not-open',
        '/lines/4 warranty.line-repeated',
      ]);
      expect(await refusal(erp.get('/feeds/erp/sales-deliveries/D-5'))).toEqual([404, 'not-found']);
      expect((await desk.get('/devices?q=OK-1').expect(200)).body.data).toEqual([]);
      const badBuyer = { buyer: { ...buyer, mobile: '12' }, lines: lines.slice(0, 1) };
      expect(await refusal(deliver('D-5', badBuyer))).toEqual([422, 'invalid-input', '/buyer/mobile mobile']);
      const documents = [
        { documentNo: 'B-1', soldOn: '2026-03-01', lines: lines.slice(0, 1) },
        { documentNo: 'B-2', soldOn: '2026-03-01', lines: lines.slice(0, 2) },
      ];
      const { results } = (await erp.post('/feeds/erp/sales-deliveries/batch', { documents }).expect(200)).body;
      expect(results).toMatchObject([
        { documentNo: 'B-1', document: { revision: 1 }, problem: null },
        {
          documentNo: 'B-2',
          document: null,
          problem: {
            code: 'warranty.lines-refused',
            errors: [
              { pointer: '/documents/1/lines/0', code: 'warranty.unit-sold-already' },
              { pointer: '/documents/1/lines/1/product', code: 'unknown' },
            ],
          },
        },
      ]);
    });

    it('R18 take the version that bound on the day of sale, the first one for a day before', async () => {
      await api.db.source.query(`ALTER TABLE warranty_policy_version DISABLE TRIGGER USER`);
      await api.db.source.query(
        `UPDATE warranty_policy_version SET published_at = '2026-01-01T12:00:00Z' WHERE policy_id = $1`,
        [policyId],
      );
      await api.db.source.query(`ALTER TABLE warranty_policy_version ENABLE TRIGGER USER`);
      const policies = api.app.get(PoliciesService, { strict: false });
      await api.db.transaction(async (tx) => {
        await policies.revise(tx, SYSTEM, policyId, 2, terms('sale', 6));
        await policies.publish(tx, SYSTEM, policyId, 3);
      });
      const endOf = async (documentNo: string, serial: string, soldOn: string) =>
        (await deliver(documentNo, { soldOn, lines: [{ product, serial }] }).expect(200)).body.lines[0].endsOn;
      expect(await endOf('D-1', 'S1', '2026-01-01')).toBe('2028-01-01');
      expect(await endOf('D-2', 'S2', '2020-01-01')).toBe('2022-01-01');
      expect(await endOf('D-3', 'S3', companyDay())).toBe(addMonths(companyDay(), 6, 'gregorian'));
    });

    it('sell one unit once, whoever tells of it at the same time', async () => {
      const lines = [{ product, serial: 'SN-1' }];
      await deliver('D-0', { lines }).expect(200);
      await takeBack('R-0', lines).expect(200);
      const sales = await Promise.all(['P-1', 'P-2', 'P-3'].map((no) => refusal(deliver(no, { lines }))));
      expect(sales.filter(([status]) => status === 200)).toHaveLength(1);
      expect(sales.filter(([status]) => status === 422).map(([, , fault]) => fault)).toEqual([
        '/lines/0 warranty.unit-sold-already',
        '/lines/0 warranty.unit-sold-already',
      ]);
      const same = await Promise.all([1, 2, 3].map(() => deliver('P-9', { lines: [{ product, serial: 'SN-2' }] })));
      expect(same.map(({ status }) => status)).toEqual([200, 200, 200]);
      expect(same[1]?.body).toEqual(same[0]?.body);
      expect(same[0]?.body.revision).toBe(1);
    });
  });

  it('S6 keep what was sent: requests with their counts, what was taken, and what was refused until it is taken', async () => {
    const keeper = await api.signIn(['feed.read', 'feed.write', 'catalog.manage']);
    const late = { key: '2', product: { code: 'TV-9', brand: 'Alborz' }, serial: 'SN-2' };
    await erp
      .post('/feeds/maker/units/batch', { units: [{ key: '1', product, serial: 'SN-1' }, late, { key: '3', product }] })
      .expect(200);
    await deliver('D-1', {
      lines: [
        { product, serial: 'SN-1' },
        { product, serial: 'SN-5' },
      ],
    }).expect(200);
    await deliver('D-2', { lines: [{ product: late.product, serial: 'SN-6' }] }).expect(422);

    const rowsOf = async (path: string) => (await keeper.get(path).expect(200)).body.data;
    expect(await rowsOf('/feed-sources')).toMatchObject([
      { source: 'erp', kind: 'sales-deliveries', refused: 1 },
      { source: 'maker', kind: 'units', refused: 2 },
    ]);
    expect(await rowsOf('/feed-deliveries')).toMatchObject([
      { source: 'erp', accepted: 0, refused: 1 },
      { source: 'erp', accepted: 1, refused: 0 },
      { source: 'maker', accepted: 1, refused: 2 },
    ]);
    expect(await rowsOf('/feed-entries')).toMatchObject([
      {
        source: 'erp',
        kind: 'sales-deliveries',
        key: 'D-1',
        deviceCount: 2,
        devices: [{ serial: 'SN-1' }, { serial: 'SN-5' }],
      },
      { source: 'maker', kind: 'units', key: '1', deviceCount: 1, devices: [{ serial: 'SN-1' }] },
    ]);
    const first = (await keeper.get('/feed-entries?limit=1').expect(200)).body;
    expect(await rowsOf(`/feed-entries?limit=1&cursor=${first.page.nextCursor}`)).toMatchObject([{ key: '1' }]);
    expect(await rowsOf('/feed-entries?kind=units&q=9')).toEqual([]);

    const waiting = await rowsOf('/feed-refusals?source=maker&q=2');
    expect(waiting).toMatchObject([
      { key: '2', code: 'invalid-input', errors: [{ pointer: '/product', code: 'unknown' }], tries: 1 },
    ]);
    const retry = () => keeper.post(`/feed-refusals/${waiting[0].id}/retry`, {});
    expect((await retry().expect(200)).body).toMatchObject({ problem: { errors: [{ pointer: '/product' }] } });
    expect(await rowsOf('/feed-refusals?source=maker&q=2')).toMatchObject([{ tries: 2, id: waiting[0].id }]);
    await api.db.transaction(async (tx) => {
      const [brand] = await tx.query(`SELECT id FROM brand WHERE name_en = 'Alborz'`);
      const [group] = await tx.query('SELECT id FROM product_group');
      const made = {
        brandId: brand.id,
        groupId: group.id,
        name: { fa: null, en: 'TV 9' },
        serialPattern: null,
        code: 'TV-9',
      };
      await api.app.get(ProductsService, { strict: false }).create(tx, SYSTEM, made);
    });
    expect((await retry().expect(200)).body).toEqual({ problem: null });
    expect((await retry()).status).toBe(404);
    expect((await erp.get('/feeds/maker/units/2').expect(200)).body).toMatchObject({ serial: 'SN-2' });
    // What the source itself tells again is settled too.
    await deliver('D-2', { lines: [{ product: late.product, serial: 'SN-6' }] }).expect(200);
    expect(await rowsOf('/feed-refusals')).toMatchObject([{ key: '3', code: 'devices.identity-missing' }]);
    expect(await refusal(erp.get('/feed-refusals'))).toEqual([403, 'not-allowed']);
    const reader = await api.signIn(['feed.read']);
    expect(await refusal(reader.post(`/feed-refusals/${waiting[0].id}/retry`, {}))).toEqual([403, 'not-allowed']);
  });

  it('are for accounts of the whole network that may feed', async () => {
    const body = { product, serial: 'S' };
    expect(await refusal(desk.put('/feeds/maker/units/1', body))).toEqual([403, 'not-allowed']);
    await api.anonymous.put('/feeds/maker/units/1', body).expect(401);
    expect(await refusal(putUnit('1', { ...body, colour: 'red' }))).toEqual([
      422,
      'invalid-input',
      '/colour unknownField',
    ]);
    expect(await refusal(erp.get('/feeds/maker/units/none'))).toEqual([404, 'not-found']);
    expect(await refusal(erp.put(`/feeds/maker/units/${'x'.repeat(101)}`, body))).toEqual([404, 'not-found']);
  });
});
