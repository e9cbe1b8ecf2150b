import type { components } from '../lib/api-types';
import type { HistoryEntry } from '../ui/history-list';
import { signedIn } from './fake-api';

type Schemas = components['schemas'];

export const id = (last: string): string => `0193f2aa-0000-7000-8000-0000000000${last}`;
export const name = (en: string) => ({ fa: null, en });
export const pageOf = <Row>(data: Row[], nextCursor: string | null = null) => ({
  data,
  page: { nextCursor, hasMore: nextCursor !== null },
});

export const tv: Schemas['DeviceDto'] = {
  id: id('d1'),
  serial: 'SN-1234',
  imei: null,
  imei2: null,
  provenance: 'declared',
  status: 'active',
  brand: { id: id('b1'), name: name('Sepehr') },
  product: { id: id('f1'), code: 'TV-55', name: name('TV 55') },
  group: { id: id('a1'), code: 'tv', name: name('Television') },
  owner: { id: id('c1'), name: 'مریم احمدی', mobile: '+989123456789', ownedFrom: '2025-01-01' },
  version: 7,
  blockedReason: null,
  parentId: null,
  componentSlot: null,
  madeOn: null,
  purchasedOn: null,
  shippedOn: null,
  soldOn: '2025-01-01',
  deliveredOn: null,
  installedOn: null,
  activatedOn: null,
  saleDocumentNo: null,
  externalRef: null,
  mergedIntoId: null,
  replacedBy: null,
  replaces: null,
  components: [],
  readings: [],
  createdAt: '2025-01-01T08:00:00Z',
};
export const page = {
  [`GET /api/v1/devices/${tv.id}`]: () => tv,
  [`GET /api/v1/devices/${tv.id}/history`]: () => pageOf<HistoryEntry>([]),
  [`GET /api/v1/devices/${tv.id}/structure`]: () => ({ places: [] }),
  'GET /api/v1/device-blocks': () => pageOf<Schemas['DeviceBlockDto']>([]),
  'GET /api/v1/warranty-registrations': () => pageOf<Schemas['RegistrationDto']>([]),
};
export const clerk = signedIn({
  permissions: ['device.read', 'device.write', 'customer.read', 'repair.read', 'warranty.read', 'warranty.register'],
});
export const manager = signedIn({ permissions: ['device.read', 'device.block', 'warranty.read', 'warranty.manage'] });
