import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { components } from '../../lib/api-types';
import { useCommand } from '../../lib/command';
import { today, type Format } from '../../lib/format';
import { actOn, api, asRead, ifMatch, read } from '../../lib/http';
import type { Language } from '../../lib/preferences';
import { withOwnIds } from '../../ui/history-list';
import { firstPage, nextPage } from '../../ui/paged-list';
import type { PickerSource } from '../../ui/picker-field';
import type { BlocksSearch, DevicesSearch } from './search';

type Schemas = components['schemas'];
export type Device = Schemas['DeviceDto'];
export type DeviceRow = Schemas['DeviceListItemDto'];
export type DeviceEvent = Schemas['DeviceEventDto'];
export type DevicePart = Schemas['ComponentHistoryDto'];
export type DevicePlace = Schemas['DevicePlaceDto'];
export type DeviceContract = Schemas['DeviceContractDto'];
export type Registration = Schemas['RegistrationDto'];
export type Block = Schemas['DeviceBlockDto'];
export type StartFacts = Schemas['StartFactsDto'];

const HISTORY_PAGE = 20;

export const devicesQuery = ({ q, limit, cursor, brandId, productId, customerId }: DevicesSearch) =>
  queryOptions({
    queryKey: ['devices', 'list', { q, limit, cursor, brandId, productId, customerId }],
    queryFn: ({ signal }) =>
      read(
        api.GET('/api/v1/devices', { params: { query: { q, limit, cursor, brandId, productId, customerId } }, signal }),
      ),
    placeholderData: keepPreviousData,
  });

export const deviceQuery = (id: string) =>
  queryOptions({
    queryKey: ['devices', 'one', id],
    queryFn: ({ signal }) => read(api.GET('/api/v1/devices/{id}', { params: { path: { id } }, signal })),
  });

/** The register of blocks; with `deviceId` what it says of one device. */
export const blocksQuery = ({ q, limit, cursor, kind, state, deviceId }: BlocksSearch & { deviceId?: string }) =>
  queryOptions({
    queryKey: ['devices', 'blocks', { q, limit, cursor, kind, state, deviceId }],
    queryFn: ({ signal }) =>
      read(
        api.GET('/api/v1/device-blocks', { params: { query: { q, limit, cursor, kind, state, deviceId } }, signal }),
      ),
    placeholderData: keepPreviousData,
  });

/** What a device is made of, as designed and as it is, place by place. */
export const placesQuery = (id: string) =>
  queryOptions({
    queryKey: ['devices', 'structure', id],
    queryFn: async ({ signal }) =>
      (await read(api.GET('/api/v1/devices/{id}/structure', { params: { path: { id } }, signal }))).places,
  });

/** What a reader narrows a history to. */
export const historyGroups = {
  visits: ['visit', 'hand-over'],
  cover: ['decision', 'guarantee', 'guarantee-change', 'card', 'contract', 'contract-use'],
  record: ['life', 'record'],
} as const satisfies Record<string, readonly Schemas['DeviceHistoryKind'][]>;
export type HistoryGroup = keyof typeof historyGroups;

export const historyQuery = (id: string, group: HistoryGroup | null) =>
  infiniteQueryOptions({
    queryKey: ['devices', 'history', id, group],
    queryFn: ({ pageParam, signal }) =>
      read(
        api.GET('/api/v1/devices/{id}/history', {
          params: {
            path: { id },
            query: { limit: HISTORY_PAGE, cursor: pageParam, ...(group && { kinds: historyGroups[group].join(',') }) },
          },
          signal,
        }),
      ).then(withOwnIds),
    initialPageParam: firstPage,
    getNextPageParam: nextPage,
  });

/** Every guarantee card the device ever had, the latest first. */
export const deviceContractsQuery = (id: string) =>
  queryOptions({
    queryKey: ['devices', 'contracts', id],
    queryFn: ({ signal }) => read(api.GET('/api/v1/devices/{id}/contracts', { params: { path: { id } }, signal })),
  });

export const registrationsQuery = (deviceId: string) =>
  queryOptions({
    queryKey: ['devices', 'registrations', deviceId],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/warranty-registrations', { params: { query: { deviceId, limit: 50 } }, signal })),
  });

/** What the guarantee that stands covers today. The server decides; nothing is stored. */
export const coverQuery = (id: string) =>
  queryOptions({
    queryKey: ['devices', 'cover', id, today()],
    queryFn: ({ signal }) => read(api.GET('/api/v1/devices/{id}/cover', { params: { path: { id } }, signal })),
  });

export const useRegisterDevice = (onDone: (device: Device) => void) =>
  useCommand({
    feature: 'devices',
    run: (body: Schemas['CreateDeviceDto'], key) =>
      read(api.POST('/api/v1/devices', { params: { header: { 'Idempotency-Key': key } }, body })),
    onDone,
  });

export const useCorrectDevice = (device: Device, onDone: () => void) =>
  useCommand({
    feature: 'devices',
    run: (body: Schemas['CorrectDeviceDto']) =>
      read(api.PATCH('/api/v1/devices/{id}', { params: asRead(device), body })),
    onDone,
  });

export const useProveDevice = (device: Device, onDone: () => void) =>
  useCommand({
    feature: 'devices',
    run: (body: Schemas['DeviceProofDto'], key) =>
      read(api.POST('/api/v1/devices/{id}/proof', { params: actOn(device, key), body })),
    onDone,
  });

export const useBlockDevice = (device: Device, onDone: () => void) =>
  useCommand({
    feature: 'devices',
    run: (body: Schemas['BlockDeviceDto'], key) =>
      read(api.POST('/api/v1/devices/{id}/block', { params: actOn(device, key), body })),
    onDone,
  });

/** Lifts every entry that stops the device. */
export const useReleaseDevice = (device: Device, onDone: () => void) =>
  useCommand({
    feature: 'devices',
    run: (body: Schemas['DeviceReasonDto'], key) =>
      read(api.POST('/api/v1/devices/{id}/release', { params: actOn(device, key), body })),
    onDone,
  });

export const useRaiseBlock = (onDone: () => void) =>
  useCommand({
    feature: 'devices',
    run: (body: Schemas['RaiseBlockDto'], key) =>
      read(api.POST('/api/v1/device-blocks', { params: { header: { 'Idempotency-Key': key } }, body })),
    onDone,
  });

export const useLiftBlock = (block: Block, onDone: () => void) =>
  useCommand({
    feature: 'devices',
    run: (body: Schemas['LiftBlockDto'], key) =>
      read(api.POST('/api/v1/device-blocks/{id}/lift', { params: actOn(block, key), body })),
    onDone,
  });

export const useWithdrawDevice = (device: Device, onDone: () => void) =>
  useCommand({
    feature: 'devices',
    run: (body: Schemas['WithdrawDeviceDto'], key) =>
      read(api.POST('/api/v1/devices/{id}/withdrawal', { params: actOn(device, key), body })),
    onDone,
  });

export const useSwapDevice = (device: Device, onDone: () => void) =>
  useCommand({
    feature: 'devices',
    run: (body: Schemas['SwapDeviceDto'], key) =>
      read(api.POST('/api/v1/devices/{id}/swap', { params: actOn(device, key), body })),
    onDone,
  });

/** What merging the other record into this one would do. */
export const mergePreviewQuery = (id: string, loserId: string) =>
  queryOptions({
    queryKey: ['devices', 'merge', id, loserId],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/devices/{id}/merge', { params: { path: { id }, query: { loserId } }, signal })),
  });

export const useMergeDevice = (device: Device, onDone: () => void) =>
  useCommand({
    feature: 'devices',
    run: (body: Schemas['MergeDeviceDto'], key) =>
      read(api.POST('/api/v1/devices/{id}/merge', { params: actOn(device, key), body })),
    onDone,
  });

export const useTransferDevice = (device: Device, onDone: () => void) =>
  useCommand({
    feature: 'devices',
    run: (body: Schemas['TransferDeviceDto'], key) =>
      read(api.POST('/api/v1/devices/{id}/ownership', { params: actOn(device, key), body })),
    onDone,
  });

export const useReadMeter = (device: Device, onDone: () => void) =>
  useCommand({
    feature: 'devices',
    run: (body: Schemas['ReadMeterDto'], key) =>
      read(api.POST('/api/v1/devices/{id}/readings', { params: actOn(device, key), body })),
    onDone,
  });

export const useFitComponent = (device: Device, onDone: () => void) =>
  useCommand({
    feature: 'devices',
    run: (body: Schemas['FitComponentDto'], key) =>
      read(api.POST('/api/v1/devices/{id}/components', { params: actOn(device, key), body })),
    onDone,
  });

export const useRemoveComponent = ({ id, version }: Device, onDone: () => void) =>
  useCommand({
    feature: 'devices',
    run: (componentId: string) =>
      read(
        api.DELETE('/api/v1/devices/{id}/components/{componentId}', {
          params: { path: { id, componentId }, header: { 'If-Match': ifMatch(version) } },
        }),
      ),
    onDone,
  });

export const useRegisterGuarantee = (onDone: (registration: Registration) => void) =>
  useCommand({
    feature: 'devices',
    run: (body: Schemas['RegisterDeviceDto'], key) =>
      read(api.POST('/api/v1/warranty-registrations', { params: { header: { 'Idempotency-Key': key } }, body })),
    onDone,
  });

export const useCorrectGuarantee = (registration: Registration, onDone: () => void) =>
  useCommand({
    feature: 'devices',
    run: (body: Schemas['CorrectRegistrationDto']) =>
      read(api.PATCH('/api/v1/warranty-registrations/{id}', { params: asRead(registration), body })),
    onDone,
  });

export const useOwnerNotice = (registration: Registration) =>
  useCommand({
    feature: 'devices',
    run: (_: void, key) =>
      read(api.POST('/api/v1/warranty-registrations/{id}/owner-notice', { params: actOn(registration, key) })),
  });

export const useVoidGuarantee = (registration: Registration, onDone: () => void) =>
  useCommand({
    feature: 'devices',
    run: (body: Schemas['VoidRegistrationDto'], key) =>
      read(api.POST('/api/v1/warranty-registrations/{id}/voiding', { params: actOn(registration, key), body })),
    onDone,
  });

/** Devices for a picker: by serial number, IMEI or owner. */
export function deviceSource(format: Format, language: Language): PickerSource {
  return {
    queryKey: ['devices', 'picker', language],
    find: async (q, signal) => {
      const query = { limit: 20, ...(q && { q }) };
      const { data } = await read(api.GET('/api/v1/devices', { params: { query }, signal }));
      return data.map(({ id, serial, imei, brand, product }) => ({
        id,
        code: serial ?? imei ?? '—',
        text: `${format.name(brand.name)} ${format.name(product.name)}`,
      }));
    },
  };
}
