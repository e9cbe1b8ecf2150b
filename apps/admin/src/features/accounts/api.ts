import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { components } from '../../lib/api-types';
import { useCommand } from '../../lib/command';
import { actOn, api, asRead, read } from '../../lib/http';
import type { PickerOption, PickerSource } from '../../ui/picker-field';

type Schemas = components['schemas'];
export type Account = Schemas['AccountDto'];
export type Role = Schemas['RoleDto'];
export type Permission = Schemas['Permission'];

const feature = 'accounts';

export interface AccountsSearch {
  readonly q?: string | undefined;
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
  readonly roleId?: string | undefined;
  readonly disabled?: boolean | undefined;
}

export const accountsQuery = (query: AccountsSearch) =>
  queryOptions({
    queryKey: [feature, 'list', query],
    queryFn: ({ signal }) => read(api.GET('/api/v1/accounts', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });

export const accountQuery = (id: string) =>
  queryOptions({
    queryKey: [feature, 'one', id],
    queryFn: ({ signal }) => read(api.GET('/api/v1/accounts/{id}', { params: { path: { id } }, signal })),
  });

export const rolesQuery = queryOptions({
  queryKey: [feature, 'roles'],
  queryFn: ({ signal }) => read(api.GET('/api/v1/roles', { signal })),
});

export const roleQuery = (id: string) =>
  queryOptions({
    queryKey: [feature, 'roles', id],
    queryFn: ({ signal }) => read(api.GET('/api/v1/roles/{id}', { params: { path: { id } }, signal })),
  });

export const permissionsQuery = queryOptions({
  queryKey: [feature, 'permissions'],
  queryFn: ({ signal }) => read(api.GET('/api/v1/permissions', { signal })),
  staleTime: Infinity, // they come with the release
});

/** Service centres by code or name, for pickers. */
export const centerSource = (nameOf: (name: Schemas['NameDto']) => string): PickerSource => ({
  queryKey: [feature, 'centers'],
  find: async (q, signal): Promise<readonly PickerOption[]> => {
    const query = { limit: 20, ...(q && { q }) };
    const { data } = await read(api.GET('/api/v1/service-centers', { params: { query }, signal }));
    return data.map(({ id, code, name }) => ({ id, code, text: nameOf(name) }));
  },
});

export const useCreateAccount = (onDone: (account: Account) => void) =>
  useCommand({
    feature,
    run: (body: Schemas['CreateAccountDto']) => read(api.POST('/api/v1/accounts', { body })),
    onDone,
  });

// Changes of one record go out under the version that is on the screen.

export const useChangeAccount = (account: Account, onDone: () => void) =>
  useCommand({
    feature,
    run: (body: Schemas['ChangeAccountDto']) =>
      read(api.PATCH('/api/v1/accounts/{id}', { params: asRead(account), body })),
    onDone,
  });

export const useAssignRoles = (account: Account, onDone: () => void) =>
  useCommand({
    feature,
    run: (body: Schemas['AssignRolesDto']) =>
      read(api.PUT('/api/v1/accounts/{id}/roles', { params: asRead(account), body })),
    onDone,
  });

export const useAssignCenters = (account: Account, onDone: () => void) =>
  useCommand({
    feature,
    run: (body: Schemas['AssignCentersDto']) =>
      read(api.PUT('/api/v1/accounts/{id}/centers', { params: asRead(account), body })),
    onDone,
  });

export const useResetPassword = (account: Account, onDone: () => void) =>
  useCommand({
    feature,
    run: (body: Schemas['ResetPasswordDto']) =>
      read(api.POST('/api/v1/accounts/{id}/password-reset', { params: asRead(account), body })),
    onDone,
  });

export const useDisableAccount = (account: Account, onDone: () => void) =>
  useCommand({
    feature,
    run: (body: Schemas['DisableAccountDto'], key) =>
      read(api.POST('/api/v1/accounts/{id}/disablement', { params: actOn(account, key), body })),
    onDone,
  });

export const useEnableAccount = (account: Account, onDone: () => void) =>
  useCommand({
    feature,
    run: () => read(api.DELETE('/api/v1/accounts/{id}/disablement', { params: asRead(account) })),
    onDone,
  });

export const useCreateRole = (onDone: (role: Role) => void) =>
  useCommand({
    feature,
    run: (body: Schemas['CreateRoleDto'], key) =>
      read(api.POST('/api/v1/roles', { body, params: { header: { 'Idempotency-Key': key } } })),
    onDone,
  });

export const useRenameRole = (role: Role, onDone: () => void) =>
  useCommand({
    feature,
    run: (body: Schemas['RenameRoleDto']) => read(api.PATCH('/api/v1/roles/{id}', { params: asRead(role), body })),
    onDone,
  });

export const useSetPermissions = (role: Role, onDone: () => void) =>
  useCommand({
    feature,
    run: (body: Schemas['SetPermissionsDto']) =>
      read(api.PUT('/api/v1/roles/{id}/permissions', { params: asRead(role), body })),
    onDone,
  });

export const useDeleteRole = (role: Role, onDone: () => void) =>
  useCommand({
    feature,
    run: async () => {
      await read(api.DELETE('/api/v1/roles/{id}', { params: asRead(role) }));
      onDone(); // leaves the role's page before what is gone would be read again
    },
  });
