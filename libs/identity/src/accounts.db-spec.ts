import { Test, type TestingModule } from '@nestjs/testing';
import type { Id } from '@aftercare/kernel';
import {
  type Actor,
  Database,
  type Permission,
  PlatformModule,
  PERMISSIONS,
  STARTER_ROLES,
  statement,
  SYSTEM,
} from '@aftercare/platform';
import { testDatabase } from '@aftercare/testing';
import { AccountsService, IdentityModule, IdentityQueries, RolesService } from './index.js';
import { anAccount } from './testing/builders.js';

const centers = statement(
  'test.insert-centers',
  `INSERT INTO service_center (id, code, name_en, time_zone, calendar)
   SELECT gen_random_uuid(), code, code, 'Asia/Tehran', 'jalali' FROM unnest(ARRAY['A', 'B']) AS code RETURNING id`,
);
const told = statement('test.account-events', `SELECT name FROM outbox_event WHERE subject_id = $1 ORDER BY id`);

describe('accounts and roles', () => {
  const database = testDatabase();
  let app: TestingModule;
  let db: Database;
  let accounts: AccountsService;
  let roles: RolesService;
  let queries: IdentityQueries;
  const account = (given: Parameters<typeof anAccount>[2] = {}) => db.transaction((tx) => anAccount(tx, app, given));
  const staff = (accountId: Id, permissions: readonly Permission[], of: Actor['centers'] = 'all'): Actor => ({
    ...SYSTEM,
    kind: 'staff',
    accountId,
    permissions: new Set(permissions),
    centers: of,
  });

  beforeAll(async () => {
    const platform = PlatformModule.forRoot({ databaseUrl: database.url, poolSize: 12, applicationName: 'test' });
    app = await Test.createTestingModule({ imports: [platform, IdentityModule] }).compile();
    await app.init();
    db = app.get(Database);
    accounts = app.get(AccountsService);
    roles = app.get(RolesService);
    queries = app.get(IdentityQueries);
  });
  beforeEach(() => database.emptyTables());
  afterAll(() => app.close());

  it('I12 a new installation has the starter roles', async () => {
    const found = await queries.listRoles();
    expect(found.map((role) => role.code)).toEqual(Object.keys(STARTER_ROLES).sort());
    for (const role of found)
      expect(role.permissions).toEqual([...(STARTER_ROLES[role.code]?.permissions ?? [])].sort());
  });

  it('I1 keeps mobiles in E.164 and each sign-in name once', async () => {
    const { id } = await account({ mobile: '۰۹۱۲ ۳۴۵ ۶۷۸۹', email: 'Maryam@example.com' });
    expect(await queries.getAccount(SYSTEM, id)).toMatchObject({
      mobile: '+989123456789',
      email: 'Maryam@example.com',
    });
    await expect(account({ mobile: '+989123456789' })).rejects.toMatchObject({
      driverError: { constraint: 'account_mobile_uq' },
    });
    await expect(account({ email: 'MARYAM@EXAMPLE.COM' })).rejects.toMatchObject({
      driverError: { constraint: 'account_email_uq' },
    });
    await expect(account({ mobile: '02188776655' })).rejects.toMatchObject({ code: 'identity.invalid-mobile' });
    await expect(
      db.transaction((tx) => accounts.change(tx, SYSTEM, id, 1, { email: null, mobile: null })),
    ).rejects.toMatchObject({ driverError: { constraint: 'account_login_ck' } });
  });

  it('I10 two administrators who disable each other at the same moment: one stays', async () => {
    for (let round = 0; round < 5; round++) {
      await database.emptyTables();
      const [one, two] = [
        await account({ permissions: ['account.manage'] }),
        await account({ permissions: ['account.manage'] }),
      ];
      const disable = (by: Id, whom: Id) =>
        db.transaction((tx) => accounts.disable(tx, staff(by, ['account.manage']), whom, 1, 'left'));
      const outcomes = await Promise.allSettled([disable(one.id, two.id), disable(two.id, one.id)]);
      expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
      expect(outcomes.find((outcome) => outcome.status === 'rejected')?.reason).toMatchObject({
        code: 'identity.last-admin',
        status: 409,
      });
    }
  });

  it('I10 the last administrator keeps role, scope and account', async () => {
    const admin = await account({ permissions: ['account.manage'] });
    const [center] = await db.rows<{ id: Id }>(centers);
    const last = { code: 'identity.last-admin' };
    const refused = (work: (version: number) => Promise<void>) => expect(work(1)).rejects.toMatchObject(last);
    await refused((v) => db.transaction((tx) => accounts.assignRoles(tx, SYSTEM, admin.id, v, [])));
    await refused((v) => db.transaction((tx) => accounts.disable(tx, SYSTEM, admin.id, v, 'left')));
    await refused((v) =>
      db.transaction((tx) =>
        accounts.assignCenters(tx, SYSTEM, admin.id, v, { scope: 'centers', centerIds: [center?.id ?? ''] }),
      ),
    );
    const [role] = (await queries.getAccount(SYSTEM, admin.id)).roles;
    await refused((v) => db.transaction((tx) => roles.setPermissions(tx, SYSTEM, role?.id ?? '', v, [])));
    await account({ permissions: ['account.manage'] });
    await db.transaction((tx) => accounts.disable(tx, SYSTEM, admin.id, 1, 'left'));
    expect((await queries.getAccount(SYSTEM, admin.id)).disabledAt).not.toBeNull();
  });

  it('I7, I8 a manager of one centre sees and changes the accounts of that centre only', async () => {
    const [a, b] = (await db.rows<{ id: Id }>(centers)).map((row) => row.id) as [Id, Id];
    const here = await account({ centerIds: [a], displayName: 'Here' });
    const there = await account({ centerIds: [b], displayName: 'There' });
    const both = await account({ centerIds: [a, b], displayName: 'Both' });
    const network = await account({ displayName: 'Network' });
    const manager = staff('00000000-0000-7000-8000-000000000001', PERMISSIONS, [a]);
    const seen = await queries.listAccounts(manager, { limit: 50 });
    expect(seen.data.map((row) => row.displayName)).toEqual(['Both', 'Here']);
    const rename = (id: Id) => db.transaction((tx) => accounts.change(tx, manager, id, 1, { displayName: 'X' }));
    for (const { id } of [there, network]) {
      await expect(queries.getAccount(manager, id)).rejects.toMatchObject({ code: 'not-found' });
      await expect(rename(id)).rejects.toMatchObject({ code: 'not-found' });
    }
    await expect(rename(both.id)).rejects.toMatchObject({ code: 'identity.beyond-own-rights' });
    await rename(here.id);
    const move = (centerIds: Id[]) =>
      db.transaction((tx) => accounts.assignCenters(tx, manager, here.id, 2, { scope: 'centers', centerIds }));
    await expect(move([a, b])).rejects.toMatchObject({ code: 'invalid-input', status: 422 });
    await expect(move([])).rejects.toMatchObject({ code: 'invalid-input', status: 422 });
  });

  it('I8 nobody resets the password of an account that holds more', async () => {
    const helper = staff('00000000-0000-7000-8000-000000000001', ['account.manage', 'repair.read']);
    const stronger = await account({ permissions: ['payment.take'] });
    const hash = 'x' as Parameters<AccountsService['resetPassword']>[4];
    await expect(
      db.transaction((tx) => accounts.resetPassword(tx, helper, stronger.id, 1, hash)),
    ).rejects.toMatchObject({ code: 'identity.beyond-own-rights', status: 403 });
    const { id } = await account({ permissions: ['repair.read'] });
    await db.transaction((tx) => accounts.resetPassword(tx, helper, id, 1, hash));
    expect(await db.rows(told, [id])).toEqual([
      { name: 'identity.account-created' },
      { name: 'identity.password-changed' },
    ]);
  });

  it('I12 a role that accounts have is not deleted', async () => {
    const { id } = await account();
    const [role] = (await queries.getAccount(SYSTEM, id)).roles;
    await expect(db.transaction((tx) => roles.delete(tx, SYSTEM, role?.id ?? '', 1))).rejects.toMatchObject({
      driverError: { constraint: 'account_role_role_fk' },
    });
    const free = await db.transaction((tx) =>
      roles.create(tx, SYSTEM, { code: 'free', name: { fa: null, en: 'Free' }, permissions: ['repair.read'] }),
    );
    await db.transaction((tx) => roles.delete(tx, SYSTEM, free, 1));
    await expect(queries.getRole(free)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('pages through accounts by name and finds them folded', async () => {
    for (const displayName of ['پ', 'ب', 'ا', 'علي كريمي', 'Zoe']) await account({ displayName });
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await queries.listAccounts(SYSTEM, { limit: 2, cursor });
      names.push(...page.data.map((row) => row.displayName));
      cursor = page.page.nextCursor ?? undefined;
    } while (cursor);
    expect(names.sort()).toEqual(['Zoe', 'ا', 'ب', 'علي كريمي', 'پ'].sort());
    expect((await queries.listAccounts(SYSTEM, { limit: 9, q: 'علی کریم' })).data).toHaveLength(1);
    expect((await queries.listAccounts(SYSTEM, { limit: 9, disabled: true })).data).toHaveLength(0);
  });
});
