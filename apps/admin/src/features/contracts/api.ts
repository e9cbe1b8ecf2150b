import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { components } from '../../lib/api-types';
import { useCommand } from '../../lib/command';
import { actOn, api, asRead, read } from '../../lib/http';
import type { ContractsSearch } from './search';

type Schemas = components['schemas'];
export type Contract = Schemas['ContractDto'];
export type ContractRow = Schemas['ContractSummaryDto'];
export type ContractTerms = Schemas['ContractTermsDto'];
export type ContractMeter = Schemas['ContractMeterDto'];
export type ContractDraft = Schemas['ReviseContractDto'];
export type NewContract = Schemas['DraftContractDto'];
export type BillingTerms = Schemas['BillingTermsDto'];
export type Instalment = Contract['instalments'][number];
export type Addendum = Schemas['AddendumDto'];
export type Entitlement = Schemas['EntitlementDto'];
export type DeviceEntitlements = Schemas['DeviceEntitlementsDto'];
export type WaitingCard = Schemas['CardDto'];

export const contractScopes = ['devices', 'group', 'customer'] as const satisfies readonly Contract['scope'][];
export const billingRhythms = ['once', 'month', 'quarter', 'year'] as const satisfies readonly BillingTerms['every'][];
export const billingTimes = ['in-advance', 'in-arrears'] as const satisfies readonly BillingTerms['due'][];
export const discountClasses = [
  'parts',
  'labour',
  'travel',
  'shipping',
  'unit',
] as const satisfies readonly Schemas['CoverClass'][];
export type DiscountClass = (typeof discountClasses)[number];

const feature = 'contracts';

export const contractsQuery = ({ q, limit, cursor, state, kind, customerId, endsBefore }: ContractsSearch) =>
  queryOptions({
    queryKey: [feature, 'list', { q, limit, cursor, state, kind, customerId, endsBefore }],
    queryFn: ({ signal }) =>
      read(
        api.GET('/api/v1/contracts', {
          params: { query: { q, limit, cursor, state, kind, customerId, endsBefore } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });

export const contractQuery = (id: string) =>
  queryOptions({
    queryKey: [feature, 'one', id],
    queryFn: ({ signal }) => read(api.GET('/api/v1/contracts/{id}', { params: { path: { id } }, signal })),
  });

/** What somebody may claim by a number of any kind; looked up anew each time. */
export const entitlementsQuery = (key: string) =>
  queryOptions({
    queryKey: [feature, 'entitlements', key],
    queryFn: ({ signal }) => read(api.GET('/api/v1/entitlements', { params: { query: { key } }, signal })),
    enabled: key !== '',
  });

export const useDraftContract = (onDone: (contract: Contract) => void) =>
  useCommand({
    feature,
    run: (body: NewContract, key) =>
      read(api.POST('/api/v1/contracts', { params: { header: { 'Idempotency-Key': key } }, body })),
    onDone,
  });

export const useReviseContract = (contract: Contract, onDone: () => void) =>
  useCommand({
    feature,
    run: (body: ContractDraft) => read(api.PUT('/api/v1/contracts/{id}', { params: asRead(contract), body })),
    onDone,
  });

export const useMoveContract = (contract: Contract, onDone: () => void) =>
  useCommand({
    feature,
    run: (body: Schemas['MoveContractDto'], key) =>
      read(api.POST('/api/v1/contracts/{id}/moves', { params: actOn(contract, key), body })),
    onDone,
  });

export const useAmendContract = (contract: Contract, onDone: () => void) =>
  useCommand({
    feature,
    run: (body: Schemas['AddendumInputDto'], key) =>
      read(api.POST('/api/v1/contracts/{id}/addenda', { params: actOn(contract, key), body })),
    onDone,
  });

export const usePlanBilling = (contract: Contract, onDone: () => void) =>
  useCommand({
    feature,
    run: (body: Schemas['PlanBillingDto']) =>
      read(api.PUT('/api/v1/contracts/{id}/billing', { params: asRead(contract), body })),
    onDone,
  });

export const useBillInstalment = ({ id }: Contract, onDone: () => void) =>
  useCommand({
    feature,
    run: (number: number, key) =>
      read(
        api.POST('/api/v1/contracts/{id}/instalments/{number}/billing', {
          params: { path: { id, number }, header: { 'Idempotency-Key': key } },
        }),
      ),
    onDone,
  });

export const useRenewContract = (contract: Contract, onDone: (renewal: Contract) => void) =>
  useCommand({
    feature,
    run: (body: Schemas['RenewContractDto'], key) =>
      read(api.POST('/api/v1/contracts/{id}/renewal', { params: actOn(contract, key), body })),
    onDone,
  });
