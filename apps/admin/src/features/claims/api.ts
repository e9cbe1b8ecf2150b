import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { components } from '../../lib/api-types';
import { useCommand } from '../../lib/command';
import { actOn, api, asRead, ifMatch, read } from '../../lib/http';
import type { TableSearch } from '../../ui/table-state';
import type { ClaimsSearch } from './search';

type Schemas = components['schemas'];
export type ClaimableLine = Schemas['ClaimableLineDto'];
export type ClaimRow = Schemas['ClaimSummaryDto'];
export type Claim = Schemas['ClaimDto'];
export type ClaimLine = Schemas['ClaimLineDto'];
export type Core = Schemas['CoreDto'];
export type CoreAct = Schemas['CoreAct'];
export type Recovery = Schemas['RecoveryDto'];
export type Supplier = Schemas['SupplierDto'];
export type SupplierRow = Schemas['SupplierSummaryDto'];
export type Agreement = Schemas['AgreementDto'];
export type SupplierTerms = Schemas['SupplierTermsDto'];
export type NewAgreement = Schemas['AgreeDto'];
export type LineAnswer = Schemas['LineAnswerDto'];

export const supplierKinds = ['maker', 'importer', 'parts'] as const satisfies readonly Schemas['SupplierKind'][];
export const lineDecisions = ['accepted', 'partly', 'refused'] as const satisfies readonly Schemas['ClaimDecision'][];
export const refusalReasons = [
  'core-missing',
  'out-of-period',
  'late',
  'fault-excluded',
  'evidence-missing',
  'price-too-high',
  'claimed-before',
  'other',
] as const satisfies readonly Schemas['RefusalReason'][];
export const settlementKinds = ['credit-note', 'payment'] as const satisfies readonly Schemas['SettlementKind'][];
export const borneClasses = [
  'parts',
  'labour',
  'travel',
  'shipping',
  'unit',
] as const satisfies readonly Schemas['CoverClass'][];
export const supplierStarts = ['purchase', 'shipment', 'sale'] as const satisfies readonly Schemas['SupplierStart'][];

const feature = 'claims';

type Filters = Pick<ClaimsSearch, 'supplierId' | 'centerId'> & Pick<TableSearch, 'limit' | 'cursor'>;
const filtersOf = ({ supplierId, centerId, limit, cursor }: ClaimsSearch): Filters => ({
  supplierId,
  centerId,
  ...(limit && { limit }),
  ...(cursor && { cursor }),
});

export const claimableQuery = (search: ClaimsSearch, claimBefore: string | undefined) => {
  const query = { ...filtersOf(search), claimBefore };
  return queryOptions({
    queryKey: [feature, 'claimable', query],
    queryFn: ({ signal }) => read(api.GET('/api/v1/claimable-lines', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
};

export const claimsQuery = (search: ClaimsSearch) => {
  const query = { ...filtersOf(search), state: search.state };
  return queryOptions({
    queryKey: [feature, 'list', query],
    queryFn: ({ signal }) => read(api.GET('/api/v1/supplier-claims', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
};

export const claimQuery = (id: string) =>
  queryOptions({
    queryKey: [feature, 'one', id],
    queryFn: ({ signal }) => read(api.GET('/api/v1/supplier-claims/{id}', { params: { path: { id } }, signal })),
  });

export const coresQuery = (search: ClaimsSearch) => {
  const query = { ...filtersOf(search), state: search.core, ...(search.late && { late: true }) };
  return queryOptions({
    queryKey: [feature, 'cores', query],
    queryFn: ({ signal }) => read(api.GET('/api/v1/claim-cores', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
};

/** Claims that were sent in `[from, to)`. */
export const recoveryQuery = (from: string, to: string, centerId: string | undefined) =>
  queryOptions({
    queryKey: [feature, 'recovery', { from, to, centerId }],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/claim-recovery', { params: { query: { from, to, centerId } }, signal })),
    placeholderData: keepPreviousData,
  });

export const suppliersQuery = () =>
  queryOptions({
    queryKey: [feature, 'suppliers'],
    queryFn: ({ signal }) => read(api.GET('/api/v1/suppliers', { signal })),
  });

export const supplierQuery = (id: string) =>
  queryOptions({
    queryKey: [feature, 'supplier', id],
    queryFn: ({ signal }) => read(api.GET('/api/v1/suppliers/{id}', { params: { path: { id } }, signal })),
  });

export const useMakeClaim = (onDone: (claim: Claim) => void) =>
  useCommand({
    feature,
    run: (body: Schemas['MakeClaimDto'], key) =>
      read(api.POST('/api/v1/supplier-claims', { params: { header: { 'Idempotency-Key': key } }, body })),
    onDone,
  });

export const useDiscardClaim = (claim: Claim, onDone: () => void) =>
  useCommand({
    feature,
    run: () => read(api.DELETE('/api/v1/supplier-claims/{id}', { params: asRead(claim) })),
    onDone,
  });

export const useRemoveClaimLine = ({ id, version }: Claim, onDone: () => void) =>
  useCommand({
    feature,
    run: (lineId: ClaimLine['id']) =>
      read(
        api.DELETE('/api/v1/supplier-claims/{id}/lines/{lineId}', {
          params: { path: { id, lineId }, header: { 'If-Match': ifMatch(version) } },
        }),
      ),
    onDone,
  });

export const useSubmitClaim = (claim: Claim, onDone: () => void) =>
  useCommand({
    feature,
    run: (body: Schemas['SubmitClaimDto'], key) =>
      read(api.POST('/api/v1/supplier-claims/{id}/submission', { params: actOn(claim, key), body })),
    onDone,
  });

export const useAnswerClaim = (claim: Claim, onDone: () => void) =>
  useCommand({
    feature,
    run: (body: Schemas['AnswerClaimDto'], key) =>
      read(api.POST('/api/v1/supplier-claims/{id}/answers', { params: actOn(claim, key), body })),
    onDone,
  });

export const useResubmitClaim = (claim: Claim, onDone: () => void) =>
  useCommand({
    feature,
    run: (body: Schemas['ResubmitClaimDto'], key) =>
      read(api.POST('/api/v1/supplier-claims/{id}/resubmission', { params: actOn(claim, key), body })),
    onDone,
  });

export const useSettleClaim = (claim: Claim, onDone: () => void) =>
  useCommand({
    feature,
    run: (body: Schemas['SettleClaimDto'], key) =>
      read(api.POST('/api/v1/supplier-claims/{id}/settlement', { params: actOn(claim, key), body })),
    onDone,
  });

export const useMoveCore = (onDone: () => void) =>
  useCommand({
    feature,
    run: ({ core, ...body }: Schemas['MoveCoreDto'] & { core: Core }, key) =>
      read(api.POST('/api/v1/claim-cores/{id}/moves', { params: actOn(core, key), body })),
    onDone,
  });

export const useAddSupplier = (onDone: (supplier: Supplier) => void) =>
  useCommand({
    feature,
    run: (body: Schemas['CreateSupplierDto'], key) =>
      read(api.POST('/api/v1/suppliers', { params: { header: { 'Idempotency-Key': key } }, body })),
    onDone,
  });

export const useChangeSupplier = (supplier: Supplier, onDone: () => void) =>
  useCommand({
    feature,
    run: (body: Schemas['ChangeSupplierDto']) =>
      read(api.PATCH('/api/v1/suppliers/{id}', { params: asRead(supplier), body })),
    onDone,
  });

export const useAgree = (supplier: Supplier, onDone: () => void) =>
  useCommand({
    feature,
    run: (body: NewAgreement, key) =>
      read(api.POST('/api/v1/suppliers/{id}/agreements', { params: actOn(supplier, key), body })),
    onDone,
  });
