import { type Branch, handOvers, visits } from './branches.js';

export const DEVICE_HISTORY_KINDS = [
  'life',
  'record',
  'visit',
  'hand-over',
  'decision',
  'guarantee',
  'guarantee-change',
  'card',
  'contract',
  'contract-use',
] as const;
export type DeviceHistoryKind = (typeof DEVICE_HISTORY_KINDS)[number];

const GUARANTEE_CHANGES = [
  'registration-extended',
  'registration-suspended',
  'registration-resumed',
  'registration-followed',
  'registration-transferred',
  'registration-voided',
] as const;
const FACTS = ['made', 'shipped', 'sold', 'delivered', 'installed', 'activated'] as const;

// $1 is the device; its twins are the records merged into it.
export const deviceBranches: Readonly<Record<DeviceHistoryKind, Branch>> = {
  life: {
    needs: 'device.read',
    select: `SELECT md5(d.id::text || day.fact)::uuid, day.on_day::timestamp AT TIME ZONE 'UTC', NULL::text, d.sale_document_no,
                    NULL::text, NULL::uuid, jsonb_build_object('fact', day.fact)
               FROM device d
              CROSS JOIN LATERAL (VALUES ${FACTS.map((fact) => `('${fact}', d.${fact}_on)`).join(', ')}) AS day(fact, on_day)
              WHERE d.id = $1 AND day.on_day IS NOT NULL`,
  },
  record: {
    needs: 'device.read',
    select: `SELECT e.id, e.at, e.actor_name, NULL::text, NULL::text, NULL::uuid,
                    jsonb_build_object('event', e.kind, 'details', e.details)
               FROM device_event e WHERE e.device_id = ANY(device_twins($1))`,
  },
  visit: { needs: 'repair.read', select: visits('o.device_id = $1') },
  'hand-over': { needs: 'repair.read', select: handOvers('o.device_id = $1') },
  decision: {
    needs: 'warranty.read',
    select: `SELECT d.id, d.decided_at, d.decided_by_name, o.number, 'repair-order', o.id,
                    jsonb_build_object('verdict', d.verdict, 'override', d.kind = 'override', 'again', d.supersedes_id IS NOT NULL,
                                       'reason', d.reason)
               FROM coverage_decision d JOIN repair_order o ON o.id = d.subject_id
              WHERE d.device_id = ANY(device_twins($1))`,
  },
  guarantee: {
    needs: 'warranty.read',
    select: `SELECT r.id, r.registered_at, NULL::text, r.card_no, NULL::text, NULL::uuid,
                    jsonb_build_object('state', r.state, 'reason', r.state_reason, 'startsOn', r.starts_on, 'endsOn', r.ends_on)
               FROM warranty_registration r WHERE r.device_id = $1`,
  },
  'guarantee-change': {
    needs: 'warranty.read',
    select: `SELECT a.id, a.occurred_at, a.actor_name, r.card_no, NULL::text, NULL::uuid,
                    jsonb_build_object('change', replace(a.action, 'warranty.', ''), 'reason', a.details->'reason',
                                       'endsOn', a.details->'endsOn')
               FROM warranty_registration r JOIN audit_entry a ON a.subject_id = r.id
              WHERE r.device_id = $1 AND a.action IN (${GUARANTEE_CHANGES.map((each) => `'warranty.${each}'`).join(', ')})`,
  },
  card: {
    needs: 'warranty.read',
    select: `SELECT k.id, k.activated_at, NULL::text, k.card_no, NULL::text, NULL::uuid,
                    jsonb_build_object('channel', k.activated_by)
               FROM warranty_registration r JOIN warranty_card k ON k.registration_id = r.id
              WHERE r.device_id = $1 AND k.activated_at IS NOT NULL`,
  },
  contract: {
    needs: 'contract.read',
    select: `SELECT d.id, d.covered_from::timestamp AT TIME ZONE 'UTC', NULL::text, c.number, 'contract', c.id,
                    jsonb_build_object('contractKind', c.kind, 'until', coalesce(d.covered_to, c.ends_on))
               FROM service_contract_device d JOIN service_contract c ON c.id = d.contract_id
              WHERE d.device_id = ANY(device_twins($1)) AND d.covered_to IS DISTINCT FROM d.covered_from AND c.state <> 'draft'
                AND ${contractSeen('c')}`,
  },
  'contract-use': {
    needs: 'contract.read',
    select: `SELECT u.id, u.at, u.actor_name, c.number, 'repair-order', u.order_id,
                    jsonb_build_object('visits', u.visits, 'minutes', u.minutes)
               FROM service_contract_device d JOIN service_contract c ON c.id = d.contract_id
               JOIN service_contract_use u ON u.contract_id = c.id AND u.device_id = ANY(device_twins($1))
              WHERE d.device_id = ANY(device_twins($1)) AND ${contractSeen('c')}`,
  },
};

/** C7 of contracts: one that names centres is a matter of those. */
export function contractSeen(contract: string): string {
  return `($7::uuid[] IS NULL
           OR NOT EXISTS (SELECT FROM service_contract_center WHERE contract_id = ${contract}.id)
           OR EXISTS (SELECT FROM service_contract_center WHERE contract_id = ${contract}.id AND center_id = ANY($7)))`;
}
