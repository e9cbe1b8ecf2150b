import { type Actor, type Permission, SYSTEM } from '@aftercare/platform';
import { assertHolds, assertNotOwn, canSee } from './access-rules.js';

describe('access rules', () => {
  const manager: Actor = {
    ...SYSTEM,
    kind: 'staff',
    accountId: 'me',
    centers: ['a', 'b'],
    permissions: new Set<Permission>(['account.manage', 'repair.read']),
  };
  const admin: Actor = { ...manager, centers: 'all' };
  const beyond = expect.objectContaining({ code: 'identity.beyond-own-rights', status: 403 });

  it('I8 one gives only permissions, centres and a scope one holds', () => {
    expect(() =>
      assertHolds(manager, { permissions: ['repair.read'], centerIds: ['a'], scope: 'centers' }),
    ).not.toThrow();
    expect(() => assertHolds(manager, { permissions: ['repair.work'] })).toThrow(beyond);
    expect(() => assertHolds(manager, { centerIds: ['a', 'c'] })).toThrow(beyond);
    expect(() => assertHolds(manager, { scope: 'network' })).toThrow(beyond);
    expect(() => assertHolds(admin, { scope: 'network', centerIds: ['c'] })).not.toThrow();
  });

  it('I9 nobody changes their own access', () => {
    expect(() => assertNotOwn(manager, 'me')).toThrow(expect.objectContaining({ code: 'identity.own-access' }));
    expect(() => assertNotOwn(manager, 'you')).not.toThrow();
  });

  it('I7 an account is seen from its centres, network accounts from the network', () => {
    const access = { scope: 'centers', centerIds: ['b', 'c'], permissions: [] } as const;
    expect(canSee(manager, access)).toBe(true);
    expect(canSee(manager, { ...access, centerIds: ['c'] })).toBe(false);
    expect(canSee(manager, { ...access, scope: 'network' })).toBe(false);
    expect(canSee(admin, { ...access, scope: 'network' })).toBe(true);
  });
});
