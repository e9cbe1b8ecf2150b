import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { components } from '../../lib/api-types';
import { useCommand } from '../../lib/command';
import { latinDigits } from '../../lib/digits';
import { download } from '../../lib/download';
import { actOn, api, asRead, read } from '../../lib/http';
import type { Language } from '../../lib/preferences';
import type { TableSearch } from '../../ui/table-state';

type Schemas = components['schemas'];
export type Policy = Schemas['PolicyDto'];
export type PolicyRow = Schemas['PolicySummaryDto'];
export type PolicyVersion = Schemas['PolicyVersionDto'];
export type PolicyTerms = Schemas['PolicyTermsDto'];
export type PolicyScope = Schemas['PolicyScopeDto'];
export type CoverClass = Schemas['CoverClass'];
export type CostBearer = Schemas['CostBearer'];
export type Meter = Schemas['Meter'];
export type ExchangeType = Schemas['ExchangeType'];
export type OwnerChange = Schemas['OwnerChange'];
export type ReturnRoute = Schemas['ReturnRoute'];
export type OldUnitPlace = Schemas['OldUnitPlace'];
export type TermsNote = Schemas['TermsNoteDto'];
export type Preset = Schemas['PresetDto'];
export type CoverageFacts = Schemas['CoverageFactsDto'];
export type Verdict = Schemas['CoverageVerdictDto'];
export type Registration = Schemas['RegistrationDto'];
export type Card = Schemas['CardDto'];
export type CardBatch = Schemas['CardBatchDto'];
export type PrintedBatch = Schemas['PrintedBatchDto'];
export type PrintedCard = Schemas['PrintedCardDto'];

export const cardStates = [
  'raw',
  'sold',
  'active',
  'suspended',
  'void',
  'expired',
  'transferred',
] as const satisfies readonly Card['state'][];

export const coverClasses = ['parts', 'labour', 'travel', 'shipping', 'unit'] as const satisfies readonly CoverClass[];
export const costBearers = ['maker', 'importer', 'seller', 'centre'] as const satisfies readonly CostBearer[];
export const meters = ['km', 'hours', 'pages', 'cycles'] as const satisfies readonly Meter[];
export const ownerChanges = ['follows', 'on-notice', 'ends'] as const satisfies readonly OwnerChange[];
export const returnRoutes = ['repair', 'exchange', 'supplier'] as const satisfies readonly ReturnRoute[];
export const oldUnitPlaces = ['quarantine', 'vendor', 'defective'] as const satisfies readonly OldUnitPlace[];
export const exchangeTypes = ['return', 'advance', 'loaner'] as const satisfies readonly ExchangeType[];
export const confidences = ['high', 'medium', 'low'] as const satisfies readonly TermsNote['confidence'][];
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

/** Usual policies of a country, to begin one from. */
export const presetsQuery = queryOptions({
  queryKey: ['warranty', 'presets'],
  queryFn: ({ signal }) => read(api.GET('/api/v1/warranty-presets', { signal })),
  select: ({ data }) => data,
  staleTime: Infinity,
});

/** Names of faults and of reasons for no cover: terms name them by their codes alone. */
export const faultNamesQuery = queryOptions({
  queryKey: ['catalog', 'fault-names'],
  queryFn: async ({ signal }) => {
    const query = { limit: 200, retired: true };
    const [faults, reasons] = await Promise.all(
      (['fault', 'exclusion'] as const).map((kind) =>
        read(api.GET('/api/v1/codes', { params: { query: { ...query, kind } }, signal })),
      ),
    );
    return [...(reasons?.data ?? []), ...(faults?.data ?? [])];
  },
  select: (codes) => new Map(codes.map(({ code, name }) => [code, name])),
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

/** Printed cards; `q` is the beginning of a card number or of a serial number. */
export const printedCardsQuery = (
  search: TableSearch & { state?: Card['state'] | undefined; batchId?: string | undefined },
) => {
  const { q, limit, cursor, state, batchId } = search;
  const query = { q, limit, cursor, state, batchId };
  return queryOptions({
    queryKey: ['warranty', 'printed-cards', query],
    queryFn: ({ signal }) => read(api.GET('/api/v1/warranty-cards', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
};

/** The card of a whole number, in any form; null when there is none. */
export const printedCardQuery = (cardNo: string) =>
  queryOptions({
    queryKey: ['warranty', 'printed-card', cardNo],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/warranty-cards', { params: { query: { q: cardNo, limit: 50 } }, signal })),
    select: ({ data }) => data.find((card) => keyOf(card.cardNo) === keyOf(cardNo)) ?? null,
  });

export const batchesQuery = ({ limit, cursor }: TableSearch) =>
  queryOptions({
    queryKey: ['warranty', 'card-batches', { limit, cursor }],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/warranty-card-batches', { params: { query: { limit, cursor } }, signal })),
    placeholderData: keepPreviousData,
  });

export const batchQuery = (id: string) =>
  queryOptions({
    queryKey: ['warranty', 'card-batch', id],
    queryFn: ({ signal }) => read(api.GET('/api/v1/warranty-card-batches/{id}', { params: { path: { id } }, signal })),
  });

export const useIssueCards = (onDone: (batch: CardBatch) => void) =>
  useCommand({
    feature: 'warranty',
    run: (body: Schemas['IssueCardsDto'], key) =>
      read(api.POST('/api/v1/warranty-card-batches', { params: { header: { 'Idempotency-Key': key } }, body })),
    onDone,
  });

/** The codes come with the answer and are kept nowhere. */
export const usePrintBatch = (cardBatch: CardBatch, onDone: (printed: PrintedBatch) => void) =>
  useCommand({
    feature: 'warranty',
    run: (_: null) => read(api.POST('/api/v1/warranty-card-batches/{id}/printing', { params: asRead(cardBatch) })),
    onDone,
  });

export const useActivateCard = (onDone: (card: Card) => void) =>
  useCommand({
    feature: 'warranty',
    run: (body: Schemas['ActivateCardDto'], key) =>
      read(api.POST('/api/v1/warranty-cards/activations', { params: { header: { 'Idempotency-Key': key } }, body })),
    onDone,
  });

const cardActs = {
  suspend: '/api/v1/warranty-cards/{id}/suspension',
  resume: '/api/v1/warranty-cards/{id}/resumption',
  void: '/api/v1/warranty-cards/{id}/voiding',
} as const;
export type CardAct = keyof typeof cardActs;

export const useCardAct = (card: Card, act: CardAct, onDone: () => void) =>
  useCommand({
    feature: 'warranty',
    run: (reason: string, key) => read(api.POST(cardActs[act], { params: actOn(card, key), body: { reason } })),
    onDone,
  });

/** Card numbers are one when their letters and digits are. */
function keyOf(cardNo: string): string {
  return latinDigits(cardNo).replace(/[\s-]/g, '').toUpperCase();
}

export const useDraftPolicy = (onDone: (policy: Policy) => void) =>
  useCommand({
    feature: 'warranty',
    run: (body: Schemas['DraftPolicyDto'], key) =>
      read(api.POST('/api/v1/warranty-policies', { params: { header: { 'Idempotency-Key': key } }, body })),
    onDone,
  });

export const useChangePolicy = (policy: Policy, onDone: () => void) =>
  useCommand({
    feature: 'warranty',
    run: (body: Schemas['ChangePolicyDto']) =>
      read(api.PATCH('/api/v1/warranty-policies/{id}', { params: asRead(policy), body })),
    onDone,
  });

export const useRevisePolicy = (policy: Policy, onDone: (policy: Policy) => void) =>
  useCommand({
    feature: 'warranty',
    run: (body: Schemas['RevisePolicyDto']) =>
      read(api.PUT('/api/v1/warranty-policies/{id}/draft', { params: asRead(policy), body })),
    onDone,
  });

export const usePublishPolicy = (policy: Policy, onDone: () => void) =>
  useCommand({
    feature: 'warranty',
    run: (_: null, key) => read(api.POST('/api/v1/warranty-policies/{id}/publication', { params: actOn(policy, key) })),
    onDone,
  });

/** The verdict on made-up facts; nothing is stored. */
export const useTryOut = () =>
  useCommand({
    feature: 'warranty',
    run: (body: CoverageFacts) => read(api.POST('/api/v1/warranty-policies/tryouts', { body })),
  });

/** What the server sets at once. */
const MOST_ON_A_PAPER = 500;

/** The paper of printed cards as PDF, in files of at most 500 cards. */
export const useCardPapers = (batch: CardBatch, cards: readonly PrintedCard[]) =>
  useCommand<{ readonly form: Schemas['CardForm']; readonly language: Language }, void>({
    feature: 'warranty-papers', // nothing that is shown changes
    run: async ({ form, language }) => {
      const codes = cards.map(({ id, scratchCode }) => ({ id, scratchCode }));
      const files = Math.ceil(codes.length / MOST_ON_A_PAPER);
      for (let file = 0; file < files; file++) {
        const body = { form, language, cards: codes.slice(file * MOST_ON_A_PAPER, (file + 1) * MOST_ON_A_PAPER) };
        const params = { path: { id: batch.id } };
        const pdf = await read(
          api.POST('/api/v1/warranty-card-batches/{id}/papers', { params, body, parseAs: 'blob' }),
        );
        const part = files > 1 ? `-${file + 1}` : '';
        download(pdf, `${batch.number}-${form}-${language}${part}.pdf`);
      }
    },
  });
