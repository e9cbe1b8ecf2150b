// The yardstick: node:http and pg, prepared statements, JSON. No guard, no scope, no validation, no framework.
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import pg from 'pg';

const plan = JSON.parse(readFileSync(process.env.BENCH_PLAN, 'utf8'));
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: Number(process.env.DATABASE_POOL) });

// The least a request can ask of the database: what the others cost is told in this unit.
const FLOOR = { name: 'floor', text: 'SELECT 1 AS one' };

async function read({ name, text }, values, response) {
  const { rows } = await pool.query({ name, text, values });
  send(response, 200, { data: rows });
}

/** The statements of one real intake, with fresh ids, serials and numbers in the places that differ from intake to intake. */
async function replayIntake(body, response) {
  const own = new Map();
  for (const token of plan.intake.ids) own.set(token, randomUUID());
  for (const [token, field] of Object.entries(plan.intake.fields)) own.set(token, body[field]);
  const pattern = plan.intake.pattern === '' ? null : new RegExp(plan.intake.pattern, 'g');
  const fill = (value) => {
    if (typeof value === 'string') return pattern ? value.replace(pattern, (token) => own.get(token) ?? token) : value;
    return Array.isArray(value) ? value.map(fill) : value;
  };
  const client = await pool.connect();
  try {
    for (const { name, text, values } of plan.intake.statements)
      await client.query(name ? { name, text, values: values.map(fill) } : { text, values: values.map(fill) });
  } catch (error) {
    await client.query('ROLLBACK');
    process.stderr.write(`${error.message}\n`);
    return send(response, 500, {});
  } finally {
    client.release();
  }
  send(response, 201, plan.intake.answer);
}

function send(response, status, body) {
  const text = JSON.stringify(body);
  response
    .writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
    .end(text);
}

const server = createServer((request, response) => {
  const url = new URL(request.url, 'http://bare');
  const failed = (error) => {
    process.stderr.write(`${error.message}\n`);
    send(response, 500, {});
  };
  if (url.pathname === '/') send(response, 200, {});
  else if (url.pathname === '/floor') read(FLOOR, [], response).catch(failed);
  else if (url.pathname === '/lookup') {
    const serial = url.searchParams.get('serial');
    read(
      plan.lookup,
      plan.lookup.values.map(() => serial),
      response,
    ).catch(failed);
  } else if (url.pathname === '/list') {
    const states = url.searchParams.get('state').split(',');
    // The recorded parameters but for the two that the requests vary.
    const values = [[url.searchParams.get('centerId')], states, ...plan.list.values.slice(2)];
    read(plan.list, values, response).catch(failed);
  } else {
    let text = '';
    request.on('data', (chunk) => (text += chunk));
    request.on('end', () => {
      replayIntake(JSON.parse(text), response).catch(failed);
    });
  }
});
server.listen(Number(process.env.HTTP_PORT), '127.0.0.1');
process.once('SIGTERM', () => process.exit(0));
