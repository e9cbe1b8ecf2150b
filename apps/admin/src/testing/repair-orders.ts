import type { components } from '../lib/api-types';

type Schemas = components['schemas'];
const uuid = (last: number): string => `0193f2aa-0000-7000-8000-${String(last).padStart(12, '0')}`;

/** A television under guarantee, just received; tests say what differs. */
export function anOrderSummary(
  given: Partial<Schemas['RepairOrderSummaryDto']> = {},
): Schemas['RepairOrderSummaryDto'] {
  return {
    id: uuid(1),
    number: 'RO-1405-000231',
    state: 'received',
    type: 'warranty',
    priority: 'normal',
    receivedAt: '2026-11-20T08:30:00Z',
    promisedOn: null,
    readyAt: null,
    declaredFault: 'Does not switch on',
    center: { id: 'c1', code: 'THR-1', name: { fa: 'مرکز ونک', en: 'Vanak centre' } },
    device: {
      id: uuid(2),
      serial: 'SN-1000-1',
      brand: { fa: 'سپهر', en: 'Sepehr' },
      productId: 'p1',
      product: { fa: 'تلویزیون ۵۵', en: 'TV 55' },
    },
    customer: { id: uuid(3), name: 'Maryam Karimi', mobile: null },
    technician: null,
    version: 3,
    ...given,
  };
}

/** The same with everything its page shows. */
export function anOrder(given: Partial<Schemas['RepairOrderDto']> = {}): Schemas['RepairOrderDto'] {
  return {
    ...anOrderSummary(),
    outcome: null,
    deliveredAt: null,
    reception: { id: uuid(4), number: 'RC-1405-000107', trackingCode: '8Q2K7H4MXT3W9' },
    told: null,
    findings: [],
    lines: [],
    coverage: {
      decisionId: uuid(5),
      overall: 'chargeable',
      headline: { standing: 'out', reason: { code: 'registration-missing', params: {} }, daysLeft: 0 },
      classes: [],
      remedies: [],
      kind: 'computed',
      reason: null,
      decidedBy: 'Sara Ahmadi',
      decidedAt: '2026-11-20T08:30:00Z',
      earlierDecisions: 0,
    },
    money: { list: 0, covered: 0, charged: 0, invoiced: false, invoiceable: false, due: 0 },
    quotes: [],
    checks: [],
    doa: { possible: false, confirmed: null },
    replacement: null,
    vendorLegs: [],
    invoices: [],
    transitions: [],
    openForWork: true,
    allowedActions: [],
    blockedActions: [],
    actionsNeedingReason: [],
    ...given,
  };
}

export function aLine(given: Partial<Schemas['RepairLineDto']> = {}): Schemas['RepairLineDto'] {
  return {
    id: uuid(10),
    kind: 'part',
    class: 'parts',
    serviceItemId: null,
    partId: uuid(11),
    description: { fa: 'برد', en: 'Board' },
    quantity: 2,
    unitPrice: 6_000_000,
    listAmount: 12_000_000,
    coveredPercent: 0,
    coveredAmount: 0,
    chargedAmount: 12_000_000,
    minutes: null,
    technicianId: null,
    fault: null,
    repair: null,
    evidence: [],
    reasons: [{ code: 'registration-missing', params: {} }],
    requested: 0,
    reserved: 0,
    issued: 0,
    returned: 0,
    fitted: 0,
    ...given,
  };
}

export function aQuote(given: Partial<Schemas['QuoteDto']> = {}): Schemas['QuoteDto'] {
  return {
    number: 1,
    state: 'sent',
    net: 12_000_000,
    tax: 1_200_000,
    total: 13_200_000,
    tolerancePercent: 10,
    validUntil: '2026-12-06',
    sentAt: '2026-11-21T09:00:00Z',
    answeredAt: null,
    answeredBy: null,
    answerChannel: null,
    lines: [],
    ...given,
  };
}
