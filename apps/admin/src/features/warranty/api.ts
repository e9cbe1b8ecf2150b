import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { components } from '../../lib/api-types';
import { useCommand } from '../../lib/command';
import { api, ifMatch, read } from '../../lib/http';
import type { TableSearch } from '../../ui/table-state';

type Schemas = components['schemas'];
export type Policy = Schemas['PolicyDto'];
export type PolicyRow = Schemas['PolicySummaryDto'];
export type PolicyVersion = Schemas['PolicyVersionDto'];
export type PolicyTerms = Schemas['PolicyTermsDto'];
export type PolicyScope = Schemas['PolicyScopeDto'];
export type CoverClass = Schemas['CoverClass'];
export type CostBearer = Schemas['CostBearer'];
export type CoverageFacts = Schemas['CoverageFactsDto'];
export type Verdict = Schemas['CoverageVerdictDto'];
export type Registration = Schemas['RegistrationDto'];

export const coverClasses = ['parts', 'labour', 'travel', 'shipping', 'unit'] as const satisfies readonly CoverClass[];
export const costBearers = ['maker', 'importer', 'seller', 'centre'] as const satisfies readonly CostBearer[];
export const startBases = [
  'sale',
  'delivery',
  'installation',
  'activation',
  'manufacture',
] as const satisfies readonly PolicyTerms['startBasis'][];

export const policiesQuery = ({ q, limit, cursor }: TableSearch) =>
  queryOptions({
    queryKey: ['warranty', 'policies', { q, limit, cursor }],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/warranty-policies', { params: { query: { q, limit, cursor } }, signal })),
    placeholderData: keepPreviousData,
  });

export const policyQuery = (id: string) =>
  queryOptions({
    queryKey: ['warranty', 'policy', id],
    queryFn: ({ signal }) => read(api.GET('/api/v1/warranty-policies/{id}', { params: { path: { id } }, signal })),
  });

/** Names of fault codes, retired ones too: terms name a fault by its code alone. */
export const faultNamesQuery = queryOptions({
  queryKey: ['catalog', 'fault-names'],
  queryFn: ({ signal }) => read(api.GET('/api/v1/codes', { params: { query: { kind: 'fault', limit: 200 } }, signal })),
  select: ({ data }) => new Map(data.map(({ code, name }) => [code, name])),
  staleTime: 10 * 60_000,
});

/** Cards of the whole network; `q` is a whole card number. */
export const cardsQuery = ({ q, limit, cursor }: TableSearch) =>
  queryOptions({
    queryKey: ['warranty', 'cards', { q, limit, cursor }],
    queryFn: ({ signal }) =>
      read(
        api.GET('/api/v1/warranty-registrations', {
          params: { query: { limit, cursor, ...(q && { cardNo: q }) } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });

export const cardQuery = (id: string) =>
  queryOptions({
    queryKey: ['warranty', 'card', id],
    queryFn: ({ signal }) => read(api.GET('/api/v1/warranty-registrations/{id}', { params: { path: { id } }, signal })),
  });

export const useDraftPolicy = (onDone: (policy: Policy) => void) =>
  useCommand({
    feature: 'warranty',
    run: (body: Schemas['DraftPolicyDto'], key) =>
      read(api.POST('/api/v1/warranty-policies', { params: { header: { 'Idempotency-Key': key } }, body })),
    onDone,
  });

export const useRevisePolicy = ({ id, version }: Policy, onDone: (policy: Policy) => void) =>
  useCommand({
    feature: 'warranty',
    run: (body: Schemas['RevisePolicyDto']) =>
      read(
        api.PUT('/api/v1/warranty-policies/{id}/draft', {
          params: { path: { id }, header: { 'If-Match': ifMatch(version) } },
          body,
        }),
      ),
    onDone,
  });

export const usePublishPolicy = ({ id, version }: Policy, onDone: () => void) =>
  useCommand({
    feature: 'warranty',
    run: (_: null, key) =>
      read(
        api.POST('/api/v1/warranty-policies/{id}/publication', {
          params: { path: { id }, header: { 'If-Match': ifMatch(version), 'Idempotency-Key': key } },
        }),
      ),
    onDone,
  });

/** The verdict on made-up facts; nothing is stored. */
export const useTryOut = () =>
  useCommand({
    feature: 'warranty',
    run: (body: CoverageFacts) => read(api.POST('/api/v1/warranty-policies/tryouts', { body })),
  });
