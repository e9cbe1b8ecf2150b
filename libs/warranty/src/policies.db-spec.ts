import { SYSTEM } from '@aftercare/platform';
import type { PolicyScope } from './policies.service.js';
import { phoneTerms, twoYearTerms } from './testing/terms.js';
import { refusalOf, WarrantyWorkbench } from './testing/workbench.js';

const everyDevice: PolicyScope = { brandId: null, productGroupId: null, productId: null };

describe('policies', () => {
  const bench = WarrantyWorkbench.forThisFile();

  it('R17 a draft may change; a published version may not, not even by hand', async () => {
    const draft = { code: 'P-1', name: { fa: null, en: 'One' }, scopes: [everyDevice], terms: phoneTerms };
    const id = await bench.write((tx) => bench.policies.draft(tx, SYSTEM, draft));
    await bench.write((tx) => bench.policies.revise(tx, SYSTEM, id, 1, twoYearTerms));
    const before = await bench.queries.getPolicy(id);
    expect(before).toMatchObject({ publishedNumber: null, hasDraft: true, version: 2 });
    expect(before.versions).toMatchObject([{ number: 1, terms: twoYearTerms, publishedAt: null }]);
    await bench.write((tx) => bench.policies.publish(tx, SYSTEM, id, 2));
    const after = await bench.queries.getPolicy(id);
    expect(after).toMatchObject({ publishedNumber: 1, hasDraft: false, version: 3, scopes: [everyDevice] });
    expect(after.versions[0]?.publishedAt).toEqual(bench.clock.now());
    for (const change of [
      `UPDATE warranty_policy_version SET terms = '{}'`,
      'UPDATE warranty_policy_version SET published_at = NULL',
      'DELETE FROM warranty_policy_version',
    ]) {
      expect(await refusalOf(bench.sql(change))).toBe('warranty_policy_version_frozen');
    }
  });

  it('R17 revising after publication drafts the next version and leaves the first as it was', async () => {
    const id = await bench.aPolicy();
    await bench.write((tx) => bench.policies.revise(tx, SYSTEM, id, 2, phoneTerms));
    const { versions, publishedNumber, hasDraft } = await bench.queries.getPolicy(id);
    expect({ publishedNumber, hasDraft }).toEqual({ publishedNumber: 1, hasDraft: true });
    expect(versions.map(({ number, terms }) => [number, terms])).toEqual([
      [2, phoneTerms],
      [1, twoYearTerms],
    ]);
  });

  it('R17 publishing needs a draft, and writing needs the version that was seen', async () => {
    const id = await bench.aPolicy();
    expect(await refusalOf(bench.write((tx) => bench.policies.publish(tx, SYSTEM, id, 2)))).toBe(
      'warranty.nothing-to-publish',
    );
    expect(await refusalOf(bench.write((tx) => bench.policies.revise(tx, SYSTEM, id, 1, phoneTerms)))).toBe(
      'stale-version',
    );
  });

  it('R17 of two who revise at once from the same version one wins', async () => {
    const id = await bench.aPolicy();
    const revise = () => refusalOf(bench.write((tx) => bench.policies.revise(tx, SYSTEM, id, 2, phoneTerms)));
    expect((await Promise.all([revise(), revise()])).sort()).toEqual(['accepted', 'stale-version']);
    expect((await bench.queries.getPolicy(id)).versions).toHaveLength(2);
  });

  it('R13 refuses bad terms and scopes with pointers, and stores nothing', async () => {
    const draft = { code: 'P-1', name: { fa: null, en: 'One' }, scopes: [everyDevice], terms: twoYearTerms };
    const bad = { ...draft, terms: { ...twoYearTerms, cover: [] } };
    await expect(bench.write((tx) => bench.policies.draft(tx, SYSTEM, bad))).rejects.toMatchObject({
      code: 'invalid-input',
      errors: [{ pointer: '/terms/cover', code: 'range' }],
    });
    const { productId, brandId } = (await bench.aCatalog()).product;
    const scopes = [{ productId, brandId, productGroupId: null }];
    await expect(bench.write((tx) => bench.policies.draft(tx, SYSTEM, { ...draft, scopes }))).rejects.toMatchObject({
      code: 'invalid-input',
      errors: [{ pointer: '/scopes/0/productId', code: 'conflict' }],
    });
    expect((await bench.queries.listPolicies({ limit: 10 })).data).toEqual([]);
  });

  it('keeps codes unique', async () => {
    await bench.aPolicy();
    expect(await refusalOf(bench.aPolicy())).toBe('warranty_policy_code_uq');
  });

  it('R18 chooses the narrowest scope: product, group with brand, group, group above, brand, every device', async () => {
    const { kitchenId, fridgeId, product, otherProduct } = await bench.aCatalog();
    const { brandId, productId } = product;
    const deviceId = await bench.aDevice(product);
    const otherDeviceId = await bench.aDevice(otherProduct);
    const chosenFor = (id: string) => bench.write((tx) => bench.policies.choose(tx, id));
    expect(await refusalOf(chosenFor(deviceId))).toBe('warranty.no-policy-for-device');

    const wideToNarrow: PolicyScope[] = [
      everyDevice,
      { ...everyDevice, brandId },
      { ...everyDevice, productGroupId: kitchenId },
      { ...everyDevice, productGroupId: fridgeId },
      { ...everyDevice, productGroupId: fridgeId, brandId },
      { ...everyDevice, productId },
    ];
    for (const [index, scope] of wideToNarrow.entries()) {
      const policyId = await bench.aPolicy({ code: `P-${index}`, scopes: [scope] });
      const [published] = (await bench.queries.getPolicy(policyId)).versions;
      expect((await chosenFor(deviceId)).policyVersionId).toBe(published?.id);
    }
    const forOther = await chosenFor(otherDeviceId); // not of that brand: the group's policy
    const byGroup = (await bench.queries.listPolicies({ limit: 10 })).data.find(({ code }) => code === 'P-3');
    const [groupVersion] = (await bench.queries.getPolicy(byGroup?.id ?? '')).versions;
    expect(forOther.policyVersionId).toBe(groupVersion?.id);
  });

  it('R18 a draft is never chosen', async () => {
    const id = await bench.aPolicy();
    await bench.write((tx) => bench.policies.revise(tx, SYSTEM, id, 2, phoneTerms));
    const deviceId = await bench.aDevice();
    const chosen = await bench.write((tx) => bench.policies.choose(tx, deviceId));
    expect(chosen.terms).toEqual(twoYearTerms);
  });

  it('lists by code, page by page, and finds by folded name', async () => {
    for (const code of ['P-3', 'P-1', 'P-2']) await bench.aPolicy({ code });
    const first = await bench.queries.listPolicies({ limit: 2 });
    expect(first.data.map(({ code }) => code)).toEqual(['P-1', 'P-2']);
    const second = await bench.queries.listPolicies({ limit: 2, cursor: first.page.nextCursor ?? '' });
    expect(second).toMatchObject({ data: [{ code: 'P-3' }], page: { hasMore: false, nextCursor: null } });
    expect((await bench.queries.listPolicies({ limit: 10, q: 'دو سالة p-2' })).data).toEqual([]);
    expect((await bench.queries.listPolicies({ limit: 10, q: 'p-2 دو' })).data.map(({ code }) => code)).toEqual([
      'P-2',
    ]);
  });
});
