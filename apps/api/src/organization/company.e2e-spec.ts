import { CompanyQueries } from '@aftercare/organization';
import { aServiceCenter } from '../../../../libs/organization/src/testing/builders.js';
import { runningApi } from '../../test/running-api.js';

describe('company', () => {
  const api = runningApi();
  const center = () => api.db.transaction((tx) => aServiceCenter(tx, api.app));

  it('everyone signed in reads it; it begins in Tehran, in rial and in the Jalali calendar', async () => {
    const person = await api.signIn([]);
    const { body } = await person.get('/company').expect(200);
    expect(body).toMatchObject({
      timeZone: 'Asia/Tehran',
      calendar: 'jalali',
      currency: 'IRR',
      locale: 'fa',
      version: 1,
    });
    await api.anonymous.get('/company').expect(401);
  });

  it('changes, and the other domains see it at once in this process', async () => {
    const admin = await api.signIn(['organization.manage']);
    const queries = api.app.get(CompanyQueries, { strict: false });
    expect((await queries.current()).moneyDisplay).toBe('rial');
    const change = { name: { fa: 'پس از فروش', en: null }, moneyDisplay: 'toman', currency: 'EUR' };
    const { body } = await admin.patch('/company', change, 1).expect(200);
    expect(body).toMatchObject({ ...change, version: 2 });
    expect(await queries.current()).toEqual(body);
    queries.forget();
    await admin.patch('/company', change, 1).expect(412);
    await admin.patch('/company', change).expect(428);
  });

  it('O1 keeps its currency once there is a centre', async () => {
    const admin = await api.signIn(['organization.manage']);
    await center();
    const refused = await admin.patch('/company', { currency: 'EUR' }, 1).expect(409);
    expect(refused.body.code).toBe('organization.currency-fixed');
    await admin.patch('/company', { currency: 'IRR', locale: 'en' }, 1).expect(200);
  });

  it('O2 is changed with the permission, by accounts of the network', async () => {
    const person = await api.signIn(['organization.read']);
    expect((await person.patch('/company', {}, 1).expect(403)).body.code).toBe('not-allowed');
    const manager = await api.signIn(['organization.manage'], { centerIds: [await center()] });
    expect((await manager.patch('/company', {}, 1).expect(403)).body.code).toBe('organization.network-only');
  });

  it.each([
    [{ timeZone: 'Asia/Nowhere' }, 'invalid-input'],
    [{ timeZone: null }, 'invalid-input'],
    [{ currency: 'IRT' }, 'invalid-input'],
    [{ calendar: 'lunar' }, 'invalid-input'],
    [{ version: 7 }, 'invalid-input'],
    [{ name: { fa: null, en: null } }, 'organization.name-missing'],
  ])('O3 refuses %j', async (change, code) => {
    const admin = await api.signIn(['organization.manage']);
    expect((await admin.patch('/company', change, 1).expect(422)).body.code).toBe(code);
  });
});
