import { createQueryClient } from '../lib/query-client';
import { features } from './features';
import { createAppRouter } from './router';

function repeated(values: readonly string[]): readonly string[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}

describe('features', () => {
  it('do not clash in names, addresses of the navigation, or kinds of records', () => {
    expect(repeated(features.map(({ name }) => name))).toEqual([]);
    expect(repeated(features.flatMap(({ navigation = [] }) => navigation.map(({ to }) => to)))).toEqual([]);
    expect(repeated(features.flatMap(({ records = {} }) => Object.keys(records)))).toEqual([]);
  });

  it('lead to pages that exist', () => {
    const router = createAppRouter(createQueryClient(), features);
    const addresses = features.flatMap(({ navigation = [], records = {} }) => [
      ...navigation.map(({ to }) => to),
      ...Object.values(records).map((address) => address('0193f2aa-0000-7000-8000-000000000001')),
    ]);
    const routeIds = addresses.map((address) => router.matchRoutes(address, {}).at(-1)?.routeId);
    expect(routeIds).not.toContain('/signed-in/$');
    expect(routeIds).toHaveLength(addresses.length);
  });
});
