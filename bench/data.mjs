/** Fills an empty migrated database, set-based, up to `orders` repair orders; ids are derived from row numbers. */
export async function fill(client, from, to) {
  if (from === 0) {
    await client.query(`
      INSERT INTO service_center (id, code, name_fa, name_en, time_zone, calendar)
        SELECT bench_id('center', n), 'C' || n, 'مرکز ' || n, 'Centre ' || n, 'Asia/Tehran', 'jalali' FROM generate_series(1, 20) n;
      INSERT INTO brand (id, name_fa, name_en) SELECT bench_id('brand', n), 'برند ' || n, 'Brand ' || n FROM generate_series(1, 40) n;
      INSERT INTO product_group (id, code, name_fa, name_en)
        SELECT bench_id('group', n), 'G' || n, 'گروه ' || n, 'Group ' || n FROM generate_series(1, 40) n;
      INSERT INTO product (id, brand_id, group_id, code, name_fa, name_en)
        SELECT bench_id('product', n), bench_id('brand', n % 40 + 1), bench_id('group', n % 40 + 1), 'P' || n, 'مدل ' || n, 'Model ' || n
          FROM generate_series(1, 400) n;
      INSERT INTO warranty_policy (id, code, name_fa, name_en) VALUES (bench_id('policy', 1), 'BENCH', 'گارانتی', 'Guarantee');
      INSERT INTO warranty_policy_version (id, policy_id, number, terms, published_at) VALUES (bench_id('version', 1), bench_id('policy', 1), 1,
        '{"calendar":"jalali","startBasis":"sale","cover":[{"class":"parts","months":24,"percent":100}],"exclusions":[],"costBearers":[{"bearer":"maker","percent":100}],"claim":{"partsAt":"list","handlingPercent":0}}',
        now());
      INSERT INTO service_item (id, code, name_fa, name_en, cover_class, standard_minutes, price)
        VALUES (bench_id('service', 1), 'LABOUR', 'اجرت', 'Labour', 'labour', 30, 3000000);
      INSERT INTO part (id, sku, name_fa, name_en, list_price) VALUES (bench_id('part', 1), 'BOARD', 'برد', 'Board', 12000000)`);
  }
  // Two of three orders bring a device of their own; customers come back twice on average.
  await client.query(
    `INSERT INTO customer (id, kind, name, mobile, locale)
       SELECT bench_id('customer', n), 'person', (ARRAY['سارا احمدی','رضا محمدی','مریم کریمی','علی رضایی','Nina Weber'])[n % 5 + 1] || ' ' || n,
              '+98912' || lpad(n::text, 7, '0'), 'fa'
         FROM generate_series($1::int / 2 + 1, $2::int / 2) n`,
    [from, to],
  );
  await fillDevices(client, (from * 2) / 3, (to * 2) / 3, to / 2);
  await client.query(
    `INSERT INTO repair_order (id, number, center_id, device_id, customer_id, type, state, priority, declared_fault, received_at, opened_beside_id)
       SELECT bench_id('order', n), 'RO-1404-' || lpad(n::text, 6, '0'), bench_id('center', n % 20 + 1),
              bench_id('device', n % ($2::int * 2 / 3) + 1), bench_id('customer', n % ($2::int / 2) + 1), 'warranty',
              CASE WHEN n % 10 = 0 THEN (ARRAY['received','diagnosing','in_repair','ready','awaiting_parts'])[n / 10 % 5 + 1] ELSE 'closed' END,
              'normal', 'روشن نمی‌شود', timestamptz '2025-03-21' + n * interval '150 seconds',
              CASE WHEN n % 10 = 0 THEN bench_id('order', n) END
         FROM generate_series($1::int + 1, $2::int) n`,
    [from, to],
  );
  await client.query('VACUUM ANALYZE');
}

/** Devices, each with an owner and a guarantee, every tenth in a contract of its own, from row `from` up to `to`. */
export async function fillDevices(client, from, to, customers) {
  const range = [Math.floor(from), Math.floor(to)];
  await client.query(
    `INSERT INTO device (id, brand_id, product_id, serial, provenance, sold_on, sale_document_no)
       SELECT bench_id('device', n), bench_id('brand', (n % 400 + 1) % 40 + 1), bench_id('product', n % 400 + 1), 'SN' || lpad(n::text, 8, '0'),
              'verified', date '2024-03-20' + n % 700, 'SALE-' || n
         FROM generate_series($1::int + 1, $2::int) n`,
    range,
  );
  await client.query(
    `INSERT INTO device_ownership (id, device_id, customer_id, owned_from)
       SELECT bench_id('ownership', n), bench_id('device', n), bench_id('customer', n % $3::int + 1), date '2024-03-20'
         FROM generate_series($1::int + 1, $2::int) n`,
    [...range, Math.floor(customers)],
  );
  await client.query(
    `INSERT INTO warranty_registration (id, card_no, device_id, policy_version_id, state, sold_on, starts_on, ends_on, registered_at)
       SELECT bench_id('registration', n), 'WC-' || n, bench_id('device', n), bench_id('version', 1), 'active',
              date '2024-03-20' + n % 700, date '2024-03-20' + n % 700, date '2026-03-20' + n % 700, now()
         FROM generate_series($1::int + 1, $2::int) n`,
    range,
  );
  await client.query(
    `INSERT INTO service_contract (id, number, kind, customer_id, state, starts_on, ends_on, scope, sites, terms, notice_days, drafted_at)
       SELECT bench_id('contract', n), 'SC-' || n, 'contract', bench_id('customer', n % $3::int + 1), 'active', date '2025-03-21',
              date '2027-03-21', 'devices', '{}',
              '{"visits":12,"labourMinutes":null,"responseMinutes":null,"resolutionMinutes":null,"discounts":[{"class":"labour","percent":100}],"price":0}',
              30, now()
         FROM generate_series($1::int + 1, $2::int) n WHERE n % 10 = 0`,
    [...range, Math.floor(customers)],
  );
  await client.query(
    `INSERT INTO service_contract_device (id, contract_id, device_id, covered_from)
       SELECT bench_id('covered', n), bench_id('contract', n), bench_id('device', n), date '2025-03-21'
         FROM generate_series($1::int + 1, $2::int) n WHERE n % 10 = 0`,
    range,
  );
}

/** Row numbers as ids that ascend with them, like the UUIDv7 of rows made one after another. */
export const BENCH_ID = `
  CREATE FUNCTION bench_id(kind text, n integer) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT (lpad(to_hex(1700000000000 + n), 12, '0') || '7000' || '8' || substr(md5(kind), 1, 15))::uuid
  $$`;
