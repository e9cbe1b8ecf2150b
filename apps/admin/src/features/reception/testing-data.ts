import type { Reception, ServiceCode } from './api';

export const name = (fa: string, en: string) => ({ fa, en });

/** A list as the API answers it, with nothing after. */
export const page = <Row>(data: readonly Row[]) => ({ data, page: { nextCursor: null, hasMore: false } });

export function code(kind: string, number: number): ServiceCode {
  return {
    id: `${kind}${number}`,
    kind: kind as ServiceCode['kind'],
    code: `${kind.slice(0, 1).toUpperCase()}${number}`,
    name: name(`${kind} ${number}`, `${kind} ${number}`),
    irisCode: null,
    group: null,
    isHeading: false,
    heading: null,
    position: 0,
    retiredOn: null,
    version: 1,
  };
}

export const aReception: Reception = {
  id: 'r1',
  number: 'RC-1405-000107',
  trackingCode: '8Q2K7H4MXT3W9',
  trackingUrl: 'https://track.example.org/8Q2K7H4MXT3W9',
  company: { name: name('خدمات آفتاب', 'Aftab Service'), currency: 'IRR' },
  center: { id: 'c1', code: 'THR-1', name: name('مرکز ونک', 'Vanak centre'), phone: '+982188880000', address: null },
  customer: { id: 'cu1', name: 'Sara Ahmadi', mobile: '+989123456789', locale: 'fa' },
  bearerName: null,
  arrivedAt: '2026-04-01T08:00:00Z',
  servedAt: '2026-04-01T08:05:00Z',
  receivedAt: '2026-04-01T08:06:00Z',
  receivedBy: 'Nima',
  termsVersion: '2026-11',
  note: null,
  items: [
    {
      orderId: 'o1',
      orderNumber: 'RO-1405-000201',
      state: 'received',
      promisedOn: '2026-04-08',
      declaredFault: 'No picture',
      guarantee: { standing: 'out', reason: { code: 'registration-missing', params: {} }, daysLeft: 0 },
      estimate: {
        lines: [
          {
            lineId: 'l1',
            description: name('تعویض برد', 'Board replacement'),
            quantity: 2,
            listAmount: 5_000_000,
            coveredAmount: 2_000_000,
            chargedAmount: 3_000_000,
            taxAmount: 300_000,
          },
        ],
        net: 3_000_000,
        tax: 300_000,
        total: 3_300_000,
      },
      device: {
        id: 'd1',
        serial: 'SN-1000-1',
        imei: null,
        imei2: null,
        brand: name('سپهر', 'Sepehr'),
        product: name('تلویزیون', 'TV 55'),
      },
      told: [name('نشت آب', 'Leaks'), name('گاه‌به‌گاه', 'Now and then')],
      conditions: [name('خط و خش', 'Scratched')],
      conditionNote: null,
      dataConsent: 'backup',
      accessories: [{ id: 'a1', name: name('شارژر', 'Charger'), label: null, quantity: 2, handedOut: 0 }],
      handedOverAt: null,
      collectedBy: null,
    },
  ],
  version: 1,
};
