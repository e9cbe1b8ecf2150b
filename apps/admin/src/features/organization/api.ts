import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { components } from '../../lib/api-types';
import { useCommand } from '../../lib/command';
import { api, asRead, ifMatch, read } from '../../lib/http';
import type { PickerSource } from '../../ui/picker-field';

type Schemas = components['schemas'];
export type Company = Schemas['CompanyDto'];
export type Center = Schemas['ServiceCenterDto'];
export type CenterRow = Schemas['ServiceCenterSummaryDto'];
export type Department = Schemas['DepartmentDto'];
export type Span = Schemas['WorkingHoursDto'];
export type StaffMember = Schemas['StaffDto'];
export type Term = Schemas['TermDto'];
/** Two vocabularies of the same shape. */
export type TermKind = 'skills' | 'specialties';

const feature = 'organization';

interface ListSearch {
  readonly q?: string | undefined;
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

export const centersQuery = (query: ListSearch & { readonly closed?: boolean | undefined }) =>
  queryOptions({
    queryKey: [feature, 'centers', query],
    queryFn: ({ signal }) => read(api.GET('/api/v1/service-centers', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });

export const centerQuery = (id: string) =>
  queryOptions({
    queryKey: [feature, 'center', id],
    queryFn: ({ signal }) => read(api.GET('/api/v1/service-centers/{id}', { params: { path: { id } }, signal })),
  });

interface StaffSearch extends ListSearch {
  readonly skillId?: string | undefined;
  readonly specialtyId?: string | undefined;
}

export const staffQuery = (query: StaffSearch) =>
  queryOptions({
    queryKey: [feature, 'staff', query],
    queryFn: async ({ signal }) => {
      const { data, page } = await read(api.GET('/api/v1/staff', { params: { query }, signal }));
      return { data: data.map((member) => ({ ...member, id: member.accountId })), page };
    },
    placeholderData: keepPreviousData,
  });

/** Colleagues to pick from; of one centre, or of all. */
export function staffSource(centerId?: string): PickerSource {
  return {
    queryKey: [feature, 'staff-picker', centerId],
    find: async (q, signal) => {
      const query = { limit: 30, q: q || undefined, centerId };
      const { data } = await read(api.GET('/api/v1/staff', { params: { query }, signal }));
      return data.map(({ accountId, displayName }) => ({ id: accountId, text: displayName }));
    },
  };
}

export const staffMemberQuery = (id: string) =>
  queryOptions({
    queryKey: [feature, 'staff-member', id],
    queryFn: ({ signal }) => read(api.GET('/api/v1/staff/{id}', { params: { path: { id } }, signal })),
  });

export const termsQuery = (kind: TermKind) =>
  queryOptions({
    queryKey: [feature, kind],
    queryFn: ({ signal }) => read(api.GET(`/api/v1/${kind}`, { signal })),
  });

/** Service centres by code or name, for pickers. */
export const centerSource = (nameOf: (name: Schemas['NameDto']) => string): PickerSource => ({
  queryKey: [feature, 'center-choices'],
  find: async (q, signal) => {
    const query = { limit: 20, ...(q && { q }) };
    const { data } = await read(api.GET('/api/v1/service-centers', { params: { query }, signal }));
    return data.map(({ id, code, name }) => ({ id, code, text: nameOf(name) }));
  },
});

export const useChangeCompany = ({ version }: Company, onDone: () => void) =>
  useCommand({
    feature: 'company', // whose query every feature shares
    run: (body: Schemas['ChangeCompanyDto']) =>
      read(api.PATCH('/api/v1/company', { params: { header: { 'If-Match': ifMatch(version) } }, body })),
    onDone,
  });

export const useCreateCenter = (onDone: (center: Center) => void) =>
  useCommand({
    feature,
    run: (body: Schemas['CreateServiceCenterDto'], key) =>
      read(api.POST('/api/v1/service-centers', { params: { header: { 'Idempotency-Key': key } }, body })),
    onDone,
  });

export const useChangeCenter = (center: Center, onDone: () => void) =>
  useCommand({
    feature,
    run: (body: Schemas['ChangeServiceCenterDto']) =>
      read(api.PATCH('/api/v1/service-centers/{id}', { params: asRead(center), body })),
    onDone,
  });

export const useSetWorkingHours = (center: Center, onDone: () => void) =>
  useCommand({
    feature,
    run: (body: Schemas['SetWorkingHoursDto']) =>
      read(api.PUT('/api/v1/service-centers/{id}/working-hours', { params: asRead(center), body })),
    onDone,
  });

/** A new department of the centre, or a change of one it has. */
export const useSaveDepartment = (centerId: string, department: Department | null, onDone: () => void) =>
  useCommand({
    feature,
    run: (body: Schemas['CreateDepartmentDto'], key) =>
      department
        ? read(api.PATCH('/api/v1/departments/{id}', { params: asRead(department), body }))
        : read(
            api.POST('/api/v1/service-centers/{id}/departments', {
              params: { path: { id: centerId }, header: { 'Idempotency-Key': key } },
              body,
            }),
          ),
    onDone,
  });

export const useSaveProfile = ({ accountId, version }: StaffMember, onDone: () => void) =>
  useCommand({
    feature,
    run: (body: Schemas['StaffProfileDto']) =>
      read(api.PUT('/api/v1/staff/{id}/profile', { params: asRead({ id: accountId, version }), body })),
    onDone,
  });

/** A new skill or specialty, or a new name for one. */
export const useSaveTerm = (kind: TermKind, term: Term | null, onDone: () => void) =>
  useCommand({
    feature,
    run: ({ code, name }: Schemas['CreateTermDto'], key) =>
      term
        ? read(api.PATCH(`/api/v1/${kind}/{id}`, { params: asRead(term), body: { name } }))
        : read(
            api.POST(`/api/v1/${kind}`, {
              params: { header: { 'Idempotency-Key': key } },
              body: { code, name },
            }),
          ),
    onDone,
  });
