import { testDatabase } from '@aftercare/testing';
import pg from 'pg';
import { moveOf, REPAIR_ACTS } from './repair-status.js';

const database = testDatabase();

it('R1 the database knows the same moves as the state table, no more and no less', async () => {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query<{ move: string }>(
    `SELECT from_state || ' ' || to_state AS move FROM repair_state_move`,
  );
  await client.end();
  const ours = new Set(REPAIR_ACTS.flatMap((act) => moveOf(act).from.map((from) => `${from} ${moveOf(act).to}`)));
  expect(rows.map((row) => row.move).sort()).toEqual([...ours].sort());
});
