// `npm run bench`: throughput of the API beside a bare node:http + pg server that sends the same prepared SQL, in
// interleaved rounds of one run. Ratios count; absolute figures only describe this machine. As both send the same SQL, a
// slow statement does not show in their ratio: it shows in what a request costs in units of the least one (`SELECT 1`).
import autocannon from 'autocannon';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTcpServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { build } from '../scripts/build.mjs';
import { BENCH_ID, fill, fillDevices } from './data.mjs';

const { values: options } = parseArgs({
  options: {
    orders: { type: 'string', default: '200000' },
    small: { type: 'string', default: '15000' }, // brings 10,000 devices
    devices: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '4' },
    connections: { type: 'string', default: '16' },
  },
});
const [orders, small, devices, rounds, seconds, connections] = [
  'orders',
  'small',
  'devices',
  'rounds',
  'seconds',
  'connections',
].map((key) => Number(options[key]));
// Two of three orders bring a device of their own.
const devicesOf = (size) => Math.floor((size * 2) / 3);
const root = fileURLToPath(new URL('..', import.meta.url));
const fault = build(['server']);
if (fault) throw new Error(fault);

const dist = (path) => import(new URL(`../dist/${path}`, import.meta.url));
const { startCluster, migrate, ensureDatabase } = await dist('libs/schema/src/index.js');
const { Database, loadConfig, STARTER_ROLES, SYSTEM } = await dist('libs/platform/src/index.js');
const { newId } = await dist('libs/kernel/src/index.js');
const { apiSchema } = await dist('apps/api/src/config.js');
const { createServer } = await dist('apps/api/src/http/server.js');
const identity = await dist('libs/identity/src/index.js');
const { decideCoverage, readPresets } = await dist('libs/warranty/src/index.js');

const get = (path) => ({ method: 'GET', path });
const send = (path, body) => ({
  method: 'POST',
  path,
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json' },
});
const pick = (list) => list[Math.floor(Math.random() * list.length)];

const LOGIN = { login: 'bench@example.com', password: 'a long enough password' };
const folder = mkdtempSync(join(tmpdir(), 'aftercare-bench-'));
const children = [];
let serials = 1;
const cluster = await startCluster({ durable: false });
try {
  await main();
} finally {
  for (const child of children) child.kill('SIGTERM');
  await cluster.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function main() {
  const url = cluster.url('bench');
  await ensureDatabase(cluster.url('postgres'), 'bench');
  await migrate(url);
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined); // the cluster stops before it when the run fails
  await client.connect();
  await client.query(BENCH_ID);
  process.stderr.write(`filling ${small} orders …\n`);
  await fill(client, 0, small);

  const environment = { DATABASE_URL: url, DATABASE_POOL: '10', LOG_LEVEL: 'silent', NODE_ENV: 'test', HTTP_PORT: '0' };
  const app = await createServer(loadConfig(apiSchema, environment));
  await app.init();
  const { rows: centers } = await client.query('SELECT id FROM service_center ORDER BY code LIMIT 20');
  await makeAccount(
    app,
    centers.map((center) => center.id),
  );
  const token = await signIn(async (path, payload) =>
    (await app.inject({ method: 'POST', url: path, payload })).json(),
  );
  const plan = await recordPlan(app, token, client);
  await app.close();
  writeFileSync(join(folder, 'plan.json'), JSON.stringify(plan));

  const api = await start('dist/apps/api/src/main.js', environment, '/health/live');
  const bare = await start('bench/bare-server.mjs', { ...environment, BENCH_PLAN: join(folder, 'plan.json') }, '/');
  const targets = { api, bare };
  const few = await measure(targets, client, devicesOf(small), ['lookup', 'list', 'entitlement']);
  process.stderr.write(`filling up to ${orders} orders …\n`);
  await fill(client, small, orders);
  const many = await measure(targets, client, devicesOf(orders), ['floor', 'lookup', 'list', 'intake']);
  process.stderr.write(`filling up to ${devices} devices …\n`);
  await fillDevices(client, devicesOf(orders), devices, orders / 2);
  await client.query('VACUUM ANALYZE');
  Object.assign(many, await measure(targets, client, devices, ['entitlement']));
  const memory = { api: memoryOf(api.child.pid), bare: memoryOf(bare.child.pid) };
  await client.end();
  report(few, many, memory);
}

async function makeAccount(app, centerIds) {
  const get = (type) => app.get(type, { strict: false });
  await get(Database).transaction(async (tx) => {
    const name = { fa: null, en: 'Bench' };
    const { permissions } = STARTER_ROLES.manager;
    const roleId = await get(identity.RolesService).create(tx, SYSTEM, { code: 'bench', name, permissions });
    const locale = { locale: 'fa', calendar: 'jalali' };
    const account = {
      displayName: 'Bench',
      email: LOGIN.login,
      mobile: null,
      ...locale,
      scope: 'centers',
      centerIds,
      roleIds: [roleId],
    };
    await get(identity.AccountsService).create(tx, SYSTEM, account, await get(identity.Passwords).hash(LOGIN.password));
  });
}

/** An access token lives for minutes only: each phase gets its own. */
async function signIn(post) {
  const { accessToken } = await post('/api/v1/auth/sign-in', LOGIN);
  return accessToken;
}

/** The SQL of the two reads as the API names it, and every statement of one real intake, recorded on the wire. */
async function recordPlan(app, token, client) {
  const recorded = [];
  const query = pg.Client.prototype.query;
  pg.Client.prototype.query = function (config, values, ...rest) {
    if (config && typeof config !== 'function' && this !== client) {
      const text = typeof config === 'string' ? config : config.text;
      if (text)
        recorded.push({ name: config.name, text, values: (typeof config === 'string' ? values : config.values) ?? [] });
    }
    return query.call(this, config, values, ...rest);
  };
  const inject = async (method, path, payload) => {
    recorded.length = 0;
    const headers = { authorization: `Bearer ${token}`, 'idempotency-key': newId() };
    const answer = await app.inject({ method, url: `/api/v1${path}`, headers, payload });
    if (answer.statusCode >= 300) throw new Error(`${path}: ${answer.statusCode} ${answer.body}`);
    return {
      answer: JSON.parse(answer.body),
      statements: recorded.filter((each) => !/^LISTEN|^SELECT version/.test(each.text)),
    };
  };
  const {
    rows: [center],
  } = await client.query('SELECT id FROM service_center ORDER BY code LIMIT 1');
  const named = (statements, name) => {
    const { text, values } = statements.find((each) => each.name === name);
    return { name, text, values };
  };
  const lookup = named((await inject('GET', '/device-lookups?serial=SN00000001')).statements, 'front-desk.lookup');
  const list = named(
    (await inject('GET', `/repair-orders?centerId=${center.id}&state=received`)).statements,
    'repair.list-desk',
  );
  const ids = await intakeIds(client);
  await inject('POST', '/receptions', intakeBody(ids, 0)); // the first one makes sequences
  const body = intakeBody(ids, 1);
  const { answer, statements } = await inject('POST', '/receptions', body);
  pg.Client.prototype.query = query;
  return { lookup, list, intake: templateOf(statements, body, answer, ids) };
}

async function intakeIds(client) {
  const one = async (sql) => (await client.query(sql)).rows[0].id;
  return {
    center: await one('SELECT id FROM service_center ORDER BY code LIMIT 1'),
    brand: await one(`SELECT brand_id AS id FROM product ORDER BY code LIMIT 1`),
    product: await one(`SELECT id FROM product ORDER BY code LIMIT 1`),
    service: await one('SELECT id FROM service_item'),
    part: await one('SELECT id FROM part'),
    condition: await one(`SELECT id FROM service_code WHERE kind = 'condition' ORDER BY code LIMIT 1`),
    accessory: await one(`SELECT id FROM service_code WHERE kind = 'accessory' ORDER BY code LIMIT 1`),
  };
}

function intakeBody(ids, seed = ++serials) {
  const n = `${process.pid}${String(seed).padStart(7, '0')}`;
  const line = { serviceItemId: null, partId: null, quantity: 1, faultCodeId: null, evidence: [] };
  return {
    centerId: ids.center,
    arrivalId: null,
    customer: { kind: 'person', name: `Bench ${n}`, mobile: `+98935${n.slice(-7)}`, locale: 'fa' },
    bearerName: null,
    termsAccepted: true,
    note: null,
    items: [
      {
        device: { brandId: ids.brand, productId: ids.product, serial: `BX${n}`, imei: null },
        changedHands: false,
        declaredFault: 'روشن نمی‌شود',
        conditionCodeIds: [ids.condition],
        conditionNote: null,
        dataConsent: 'none',
        accessories: [{ codeId: ids.accessory, label: null, quantity: 1 }],
        priority: 'normal',
        promisedOn: null,
        lines: [
          { ...line, serviceItemId: ids.service },
          { ...line, partId: ids.part },
          { ...line, serviceItemId: ids.service },
        ],
        openBesideReason: null,
      },
    ],
  };
}

/** Marks what must be fresh in each replay: ids the intake made, and what the body, the numbers and the codes bring. */
function templateOf(statements, body, answer, known) {
  // Recorded facts name the acting account, the one id that is neither known nor made here.
  const account = statements.find((each) => each.name === 'outbox.record').values[7];
  const lasting = new Set([account, ...Object.values(known)]);
  const uuids = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g;
  const ids = [...new Set(JSON.stringify(statements.map((each) => each.values)).match(uuids))].filter(
    (id) => !lasting.has(id),
  );
  const fields = {
    [body.items[0].device.serial]: 'serial',
    [body.customer.name]: 'name',
    [body.customer.mobile]: 'mobile',
    [answer.number]: 'number',
    [answer.items[0].orderNumber]: 'orderNumber',
    [answer.trackingCode]: 'trackingCode',
  };
  const tokens = [...ids, ...Object.keys(fields)].map((token) => token.replace(/[+.*?^${}()|[\]\\]/g, '\\$&'));
  return { statements, answer, ids, fields, pattern: tokens.join('|') };
}

/** Starts a server on a free port and waits until it answers. */
async function start(file, environment, health) {
  const port = await freePort();
  const child = spawn(process.execPath, ['--enable-source-maps', join(root, file)], {
    env: { ...process.env, ...environment, HTTP_PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  children.push(child);
  const base = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 200; tries++) {
    if (
      await fetch(`${base}${health}`).then(
        (answer) => answer.ok,
        () => false,
      )
    )
      return { child, base };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${file} does not answer`);
}

async function freePort() {
  const server = createTcpServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** Rounds of bare and API in turn, so that the machine's moods meet both; the figures of the median round by throughput. */
async function measure({ api, bare }, client, known, operations) {
  const { rows: centers } = await client.query('SELECT id FROM service_center ORDER BY code LIMIT 20');
  const ids = await intakeIds(client);
  const token = await signIn((path, body) => post(api.base + path, body));
  const serial = () => `SN${String(1 + Math.floor(Math.random() * known)).padStart(8, '0')}`;
  const key = () => {
    const n = 1 + Math.floor(Math.random() * known);
    return pick([`SN${String(n).padStart(8, '0')}`, `WC-${n}`, `SALE-${n}`, `SC-${Math.ceil(n / 10) * 10}`]);
  };
  const states = ['received', 'diagnosing', 'in_repair', 'ready', 'awaiting_parts'];
  const list = () => `centerId=${pick(centers).id}&state=${pick(states)}`;
  const intake = () => {
    const body = intakeBody(ids);
    const n = body.items[0].device.serial.slice(2);
    const flat = {
      serial: `BY${n}`,
      name: body.customer.name,
      mobile: body.customer.mobile,
      number: `BRC-${n}`,
      orderNumber: `BRO-${n}`,
      trackingCode: `B${n}`,
    };
    return { body, flat };
  };
  const requests = {
    lookup: {
      api: () => get(`/api/v1/device-lookups?serial=${serial()}`),
      bare: () => get(`/lookup?serial=${serial()}`),
    },
    list: { api: () => get(`/api/v1/repair-orders?limit=50&${list()}`), bare: () => get(`/list?${list()}`) },
    intake: {
      api: () => ({ ...send('/api/v1/receptions', intake().body), key: true }),
      bare: () => send('/intake', intake().flat),
    },
    floor: { bare: () => get('/floor') },
    // Six statements, the later ones with the ids the first one found: of interest is how it grows, not what bare does.
    entitlement: { api: () => get(`/api/v1/entitlements?key=${key()}`) },
  };
  const results = {};
  for (const operation of operations) {
    const sides = Object.keys(requests[operation]);
    const runs = { api: [], bare: [] };
    for (let round = 0; round <= rounds; round++)
      for (const side of round % 2 ? sides : sides.toReversed()) {
        const run = await load({ api, bare }[side].base, requests[operation][side], side === 'api' ? token : undefined);
        if (round > 0) runs[side].push(run); // the first round only warms up
        process.stderr.write(`${known} ${operation} ${side} ${run.throughput.toFixed(0)}/s p99 ${run.p99} ms\n`);
      }
    results[operation] = { api: median(runs.api), bare: median(runs.bare) }; // undefined: the side that takes no part
  }
  return results;
}

async function post(url, body) {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

async function load(base, make, token) {
  const instance = autocannon({
    url: base,
    connections,
    duration: seconds,
    requests: [
      {
        setupRequest: (request) => {
          const { key, ...made } = make();
          const headers = { ...request.headers, ...made.headers };
          if (token) headers.authorization = `Bearer ${token}`;
          if (key) headers['idempotency-key'] = newId();
          return { ...request, ...made, headers };
        },
      },
    ],
  });
  const result = await instance;
  const failed = result.non2xx + result.errors + result.timeouts;
  if (failed > 0) throw new Error(`${failed} of ${result.requests.total} requests to ${base} failed`);
  const { p50, p97_5: p95, p99 } = result.latency;
  return { throughput: result.requests.total / result.duration, p50, p95, p99 };
}

/** How often one core decides on an order of four lines under the terms of a phone, its history known. */
function verdictsPerSecond() {
  const [{ terms }] = readPresets()[0].policies;
  const [exclusion, contract] = [
    { faultCode: 'IMPACT', evidence: 2 },
    { number: 'SC-1', endsOn: '2027-01-01' },
  ];
  const dates = { cardIssuedOn: '2025-05-15', soldOn: '2025-09-10', activatedOn: '2025-09-25' };
  const facts = {
    on: '2026-02-14',
    provenance: 'verified',
    registration: {
      cardNo: 'G-1',
      state: 'active',
      policy: { code: 'P-1', version: 1, terms: { ...terms, exclusions: [exclusion] } },
      start: { ...dates, deliveredOn: null, installedOn: null, madeOn: null },
    },
    goodwill: null,
    lines: ['parts', 'parts', 'labour', 'travel'].map((name, index) => ({
      lineId: String(index),
      class: name,
      faultCode: index === 1 ? 'IMPACT' : null,
      evidenceCount: 2,
    })),
    contracts: [{ ...contract, cover: [{ class: 'travel', percent: 50 }], visitsLeft: 3 }],
    history: { shopDays: [20], sameFault: 3 },
    daysInShop: 15,
  };
  const second = (milliseconds) => {
    const end = performance.now() + milliseconds;
    let count = 0;
    while (performance.now() < end) for (let run = 0; run < 100; run++, count++) decideCoverage(facts);
    return Math.round((count * 1000) / milliseconds);
  };
  second(200); // warms up
  return second(1000);
}

function median(runs) {
  return runs.toSorted((a, b) => a.throughput - b.throughput)[Math.floor(runs.length / 2)];
}

function memoryOf(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024);
}

function report(few, many, memory) {
  const { floor, entitlement, ...rest } = many;
  const ratio = ({ api, bare }) => Number((api.throughput / bare.throughput).toFixed(2));
  const cost = ({ api }) => Number((floor.bare.throughput / api.throughput).toFixed(1));
  const line = (name, size, { api, bare }) =>
    [
      name.padEnd(11),
      String(size).padStart(8),
      ...[
        api.throughput.toFixed(0),
        bare?.throughput.toFixed(0) ?? '',
        bare ? ratio({ api, bare }) : '',
        cost({ api }),
        api.p50,
        api.p95,
        api.p99,
        bare?.p99 ?? '',
      ].map((each) => String(each).padStart(9)),
    ].join(' ');
  const head = [
    'op'.padEnd(11),
    ' devices',
    ...['api/s', 'bare/s', 'ratio', 'cost', 'p50 ms', 'p97.5 ms', 'p99 ms', 'bare p99'].map((each) => each.padStart(9)),
  ].join(' ');
  const rows = [
    ...Object.entries(few).map(([name, result]) => line(name, devicesOf(small), result)),
    ...Object.entries(rest).map(([name, result]) => line(name, devicesOf(orders), result)),
    line('entitlement', devices, entitlement),
  ];
  const verdicts = verdictsPerSecond();
  console.log(`cost: in requests that ask the bare server for one constant (${floor.bare.throughput.toFixed(0)}/s)`);
  console.log([head, ...rows, `peak memory: api ${memory.api} MiB, bare ${memory.bare} MiB`].join('\n'));
  console.log(`guarantee: ${verdicts} verdicts per second and core, ${(1000 / verdicts).toFixed(4)} ms each`);
  // How much slower p99 became while the data grew.
  const growthOf = (...names) =>
    Number(Math.max(...names.map((name) => many[name].api.p99 / Math.max(1, few[name].api.p99))).toFixed(2));
  console.log(
    JSON.stringify({
      lookup: ratio(many.lookup),
      list: ratio(many.list),
      intake: ratio(many.intake),
      cost: Object.fromEntries(Object.entries({ ...rest, entitlement }).map(([name, result]) => [name, cost(result)])),
      growth: growthOf('lookup', 'list'),
      entitlementGrowth: growthOf('entitlement'),
      verdicts,
    }),
  );
}
