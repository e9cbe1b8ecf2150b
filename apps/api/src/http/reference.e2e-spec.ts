import supertest from 'supertest';
import { runningApi } from '../../test/running-api.js';

const api = runningApi();
const get = (path: string) => supertest(api.app.getHttpServer()).get(path);

it('the reference page and the contract need no foreign host', async () => {
  const page = await get('/api/v1/docs').expect(200);
  expect(page.text).toContain('swagger-ui');
  expect(page.text).not.toMatch(/(src|href)=["']https?:/);
  expect(page.headers['content-security-policy']).toContain("script-src 'self'");
  const contract = (await get('/api/v1/openapi.json').expect(200)).body;
  expect(contract.openapi).toBe('3.1.0');
  expect(contract.paths['/api/v1/repair-orders/{id}'].get['x-permission']).toBe('repair.read');
});

it('every operation says who may use it, what it answers, and that it answers problems', async () => {
  const contract = (await get('/api/v1/openapi.json').expect(200)).body;
  const ids = new Set<string>();
  for (const [path, item] of Object.entries<Record<string, Operation>>(contract.paths))
    for (const [method, operation] of Object.entries(item)) {
      const where = `${method} ${path}`;
      expect([where, operation.security.length > 0 || PUBLIC.some((open) => path.startsWith(open))]).toEqual([
        where,
        true,
      ]);
      expect([where, operation.responses['default']]).toEqual([where, { $ref: '#/components/responses/Problem' }]);
      expect([where, ids.has(operation.operationId)]).toEqual([where, false]);
      ids.add(operation.operationId);
    }
});

interface Operation {
  readonly operationId: string;
  readonly security: object[];
  readonly responses: Record<string, unknown>;
}

const PUBLIC = ['/health', '/api/v1/auth/', '/api/v1/portal/', '/api/v1/sms/'];
