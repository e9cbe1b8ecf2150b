import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { components } from '../../lib/api-types';
import { useCommand } from '../../lib/command';
import { api, read } from '../../lib/http';

type Schemas = components['schemas'];
export type FailedJob = Schemas['FailedJobDto'] & { readonly id: string };
export type AuditEntry = Schemas['AuditEntryDto'];

const feature = 'operations';

interface ListSearch {
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

/** A job is one reaction to one fact; both together name it. */
export const failedJobsQuery = (query: ListSearch) =>
  queryOptions({
    queryKey: [feature, 'failed-jobs', query],
    queryFn: async ({ signal }) => {
      const { data, page } = await read(api.GET('/api/v1/failed-jobs', { params: { query }, signal }));
      return { data: data.map((job): FailedJob => ({ ...job, id: `${job.eventId}/${job.subscriber}` })), page };
    },
    placeholderData: keepPreviousData,
  });

export const useReplayJob = (onDone: () => void) =>
  useCommand({
    feature,
    run: async ({ eventId, subscriber }: Pick<FailedJob, 'eventId' | 'subscriber'>, key) => {
      const params = { path: { eventId, subscriber }, header: { 'Idempotency-Key': key } };
      await read(api.POST('/api/v1/failed-jobs/{eventId}/{subscriber}/replay', { params }));
    },
    onDone,
  });

interface AuditSearch extends ListSearch {
  readonly subjectId?: string | undefined;
  readonly actorAccountId?: string | undefined;
  readonly action?: string | undefined;
}

export const auditQuery = (query: AuditSearch) =>
  queryOptions({
    queryKey: [feature, 'audit', query],
    queryFn: ({ signal }) => read(api.GET('/api/v1/audit-entries', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
