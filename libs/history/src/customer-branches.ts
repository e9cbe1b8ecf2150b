import { type Branch, handOvers, visits } from './branches.js';
import { contractSeen } from './device-branches.js';

export const CUSTOMER_HISTORY_KINDS = [
  'customer',
  'device-got',
  'device-given',
  'reception',
  'visit',
  'hand-over',
  'invoice',
  'payment',
  'deposit',
  'deposit-refund',
  'contract',
  'message',
] as const;
export type CustomerHistoryKind = (typeof CUSTOMER_HISTORY_KINDS)[number];

const here = (table: string): string => `($7::uuid[] IS NULL OR ${table}.center_id = ANY($7))`;

const ownership = (day: 'owned_from' | 'owned_to'): string => `
  SELECT w.id, w.${day}::timestamp AT TIME ZONE 'UTC', NULL::text, coalesce(d.serial, d.imei), 'device', d.id,
         jsonb_build_object('brand', jsonb_build_object('fa', b.name_fa, 'en', b.name_en),
                            'product', jsonb_build_object('fa', p.name_fa, 'en', p.name_en))
    FROM device_ownership w JOIN device d ON d.id = w.device_id JOIN product p ON p.id = d.product_id
    JOIN brand b ON b.id = p.brand_id
   WHERE w.customer_id = $1 AND w.${day} IS NOT NULL`;

const money = (amount: string, currency: string, more = ''): string =>
  `jsonb_build_object('amount', ${amount}, 'currency', ${currency}${more})`;

// $1 is the customer.
export const customerBranches: Readonly<Record<CustomerHistoryKind, Branch>> = {
  customer: {
    needs: 'customer.read',
    select: `SELECT id, created_at, NULL::text, NULL::text, NULL::text, NULL::uuid, '{}'::jsonb FROM customer WHERE id = $1`,
  },
  'device-got': { needs: 'device.read', select: ownership('owned_from') },
  'device-given': { needs: 'device.read', select: ownership('owned_to') },
  reception: {
    needs: 'reception.read',
    select: `SELECT r.id, r.received_at, (SELECT display_name FROM account WHERE id = r.received_by), r.number, 'reception', r.id,
                    jsonb_build_object('devices', (SELECT count(*) FROM reception_item WHERE reception_id = r.id))
               FROM reception r WHERE r.customer_id = $1 AND ${here('r')}`,
  },
  visit: { needs: 'repair.read', select: visits(`o.customer_id = $1 AND ${here('o')}`) },
  'hand-over': { needs: 'repair.read', select: handOvers(`o.customer_id = $1 AND ${here('o')}`) },
  invoice: {
    needs: 'billing.read',
    select: `SELECT i.id, i.issued_at, NULL::text, i.number, 'invoice', i.id, ${money('i.total', 'i.currency', `, 'state', i.state`)}
               FROM invoice i WHERE i.customer_id = $1 AND ${here('i')}`,
  },
  payment: {
    needs: 'billing.read',
    select: `SELECT p.id, p.received_at, NULL::text, p.number, 'invoice', i.id, ${money('a.amount', 'p.currency', `, 'method', p.method`)}
               FROM invoice i JOIN payment_allocation a ON a.invoice_id = i.id JOIN payment p ON p.id = a.payment_id
              WHERE i.customer_id = $1 AND ${here('p')}`,
  },
  deposit: {
    needs: 'billing.read',
    select: `SELECT d.id, d.taken_at, NULL::text, d.number, 'repair-order', d.order_id,
                    ${money('d.amount', 'd.currency', `, 'method', d.method`)}
               FROM deposit d WHERE d.customer_id = $1 AND ${here('d')}`,
  },
  'deposit-refund': {
    needs: 'billing.read',
    select: `SELECT r.id, r.refunded_at, NULL::text, d.number, 'repair-order', d.order_id,
                    ${money('r.amount', 'd.currency', `, 'method', r.method, 'reason', r.reason`)}
               FROM deposit d JOIN deposit_refund r ON r.deposit_id = d.id WHERE d.customer_id = $1 AND ${here('d')}`,
  },
  contract: {
    needs: 'contract.read',
    select: `SELECT c.id, c.starts_on::timestamp AT TIME ZONE 'UTC', NULL::text, c.number, 'contract', c.id,
                    jsonb_build_object('contractKind', c.kind, 'until', c.ends_on)
               FROM service_contract c WHERE c.customer_id = $1 AND c.state <> 'draft' AND ${contractSeen('c')}`,
  },
  message: {
    needs: 'notification.read',
    select: `SELECT m.id, m.created_at, NULL::text, NULL::text, 'message', m.id,
                    jsonb_build_object('event', m.event, 'channel', m.channel, 'state', m.state)
               FROM repair_order o JOIN message m ON m.order_id = o.id WHERE o.customer_id = $1 AND ${here('m')}
              UNION ALL
             SELECT m.id, m.created_at, NULL::text, NULL::text, 'message', m.id,
                    jsonb_build_object('event', m.event, 'channel', m.channel, 'state', m.state)
               FROM reception r JOIN message m ON m.reception_id = r.id AND m.order_id IS NULL
              WHERE r.customer_id = $1 AND ${here('m')}`,
  },
};
