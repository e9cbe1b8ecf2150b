import { REPAIR_STATES } from '@aftercare/repair';
import { testDatabase } from '@aftercare/testing';
import pg from 'pg';
import { inspectAccounts, loadDemoData } from './demo-data.js';

const NOW = new Date('2026-11-22T08:40:00Z'); // a Sunday before noon in Tehran

jest.setTimeout(60_000); // 50 repairs from counter to counter

describe('the demonstration', () => {
  const database = testDatabase();
  let client: pg.Client;
  beforeAll(async () => {
    await loadDemoData(database.url, 'a password of the demo', { now: NOW });
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
  });
  afterAll(() => client?.end());

  const one = async (query: string): Promise<Record<string, unknown>> => {
    const { rows } = await client.query<Record<string, unknown>>(query);
    return rows[0] ?? {};
  };

  it('shows one sign-in for each role', async () => {
    const { any, demo } = await inspectAccounts(database.url);
    expect(any).toBe(true);
    expect(demo.map(({ role }) => role)).toEqual([
      'reception',
      'technician',
      'storekeeper',
      'cashier',
      'manager',
      'admin',
    ]);
  });

  it('has orders in every state that people meet, in both centres', async () => {
    const { rows } = await client.query<{ state: string }>('SELECT DISTINCT state FROM repair_order');
    const unmet = ['replaced', 'disposed']; // the rare ends
    expect(rows.map(({ state }) => state).sort()).toEqual(REPAIR_STATES.filter((each) => !unmet.includes(each)).sort());
    expect(await one('SELECT count(DISTINCT center_id)::int AS n FROM repair_order')).toEqual({ n: 2 });
  });

  it('happened in the last two months, nothing of it tomorrow', async () => {
    const { rows } = await client.query<{ oldest: Date; newest: Date }>(
      'SELECT min(occurred_at) AS oldest, max(occurred_at) AS newest FROM outbox_event',
    );
    const [{ oldest, newest }] = rows as [(typeof rows)[number]];
    expect((NOW.getTime() - oldest.getTime()) / 86_400_000).toBeGreaterThan(55);
    expect(newest.getTime()).toBeLessThanOrEqual(NOW.getTime());
    expect(await one('SELECT count(*)::int AS n FROM repair_order WHERE ready_at < received_at')).toEqual({ n: 0 });
  });

  it('keeps ledger and balance equal and leaves some parts short', async () => {
    expect(
      await one(
        `SELECT count(*) FILTER (WHERE on_hand <> pieces OR b.value <> l.value)::int AS wrong
           FROM stock_balance b JOIN LATERAL (SELECT sum(quantity)::int AS pieces, sum(value)::bigint AS value FROM stock_ledger
             WHERE location_id = b.location_id AND part_id = b.part_id) l ON true`,
      ),
    ).toEqual({ wrong: 0 });
    const { short } = await one(
      'SELECT sum(requested - reserved - issued - cancelled)::int AS short FROM requisition_line',
    );
    expect(short).toBeGreaterThan(0);
  });

  it('codes what was told, found and done, mostly as the catalogue lists it', async () => {
    const { told, sections, repairs, listed, unlisted } = await one(
      `SELECT (SELECT count(*)::int FROM reception_item WHERE symptom_code_id IS NOT NULL) AS told,
              (SELECT count(*)::int FROM repair_finding WHERE section_code_id IS NOT NULL) AS sections,
              (SELECT count(*)::int FROM repair_line WHERE repair_code_id IS NOT NULL) AS repairs,
              count(*) FILTER (WHERE is_listed)::int AS listed, count(*) FILTER (WHERE NOT is_listed)::int AS unlisted
         FROM (SELECT code_combination_listed(product_group_path(p.group_id), f.symptom_code_id, f.fault_code_id,
                                              f.cause_code_id, NULL) AS is_listed
                 FROM repair_finding f JOIN repair_order o ON o.id = f.order_id JOIN device d ON d.id = o.device_id
                 JOIN product p ON p.id = d.product_id) found`,
    );
    for (const count of [told, sections, repairs]) expect(count).toBeGreaterThan(10);
    expect(listed).toBeGreaterThan(4 * Number(unlisted));
  });

  it('explains every line that costs the customer less than its price', async () => {
    expect(
      await one(
        `SELECT count(*) FILTER (WHERE covered_percent > 0 AND decision_id IS NULL)::int AS unexplained,
                count(*) FILTER (WHERE covered_percent = 100) > 5 AS free FROM repair_line`,
      ),
    ).toEqual({ unexplained: 0, free: true });
  });

  it('has claims on suppliers, some of them settled, and lines that wait for one', async () => {
    const { rows } = await client.query<{ state: string }>('SELECT DISTINCT state FROM supplier_claim ORDER BY state');
    expect(rows.map(({ state }) => state)).toEqual(['settled', 'submitted']);
    expect(
      await one(
        `SELECT count(*) FILTER (WHERE claim_id IS NULL) > 0 AS waiting,
                (SELECT count(*) FROM claim_core WHERE state = 'due') > 0 AS due FROM supplier_claim_line`,
      ),
    ).toEqual({ waiting: true, due: true });
  });

  it('bills the price of two contracts as it falls due, and has been paid for one instalment', async () => {
    expect(
      await one(
        `SELECT count(DISTINCT contract_id)::int AS contracts, count(*) FILTER (WHERE state = 'paid') > 0 AS paid,
                count(*) FILTER (WHERE state = 'issued') > 0 AS open,
                (SELECT count(*) FROM service_contract_instalment WHERE told_on IS NULL) > 0 AS planned
           FROM invoice WHERE kind = 'contract'`,
      ),
    ).toEqual({ contracts: 2, paid: true, open: true, planned: true });
  });

  it('leaves messages in the dev outbox and no fact for a worker that could send', async () => {
    const { rows } = await client.query('SELECT DISTINCT state, provider FROM message');
    expect(rows).toEqual([{ state: 'sent', provider: 'dev-outbox' }]);
    expect(await one('SELECT count(*)::int AS n FROM message WHERE sent_at <> created_at')).toEqual({ n: 0 });
    expect(await one('SELECT count(*)::int AS n FROM outbox_event WHERE dispatched_at IS NULL')).toEqual({ n: 0 });
    expect(await one('SELECT count(*)::int AS n FROM handled_event WHERE error IS NOT NULL')).toEqual({ n: 0 });
  });
});
